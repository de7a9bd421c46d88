SELECT id FROM document WHERE id = ?1 AND content_hash = ?2 AND duplicate_of IS NULL;
