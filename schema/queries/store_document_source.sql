SELECT id FROM document WHERE source_id = ?1 ORDER BY id;
