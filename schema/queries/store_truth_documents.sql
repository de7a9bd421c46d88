SELECT id, day, source_id FROM document ORDER BY id;
