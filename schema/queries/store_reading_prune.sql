DELETE FROM reading WHERE id NOT IN (SELECT reading_id FROM occurrence);
