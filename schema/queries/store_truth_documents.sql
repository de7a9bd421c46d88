SELECT id, day, source_id, precision FROM document ORDER BY id;
