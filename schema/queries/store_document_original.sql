SELECT min(id) FROM document WHERE content_hash = ?1 AND duplicate_of IS NULL;
