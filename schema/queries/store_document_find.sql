SELECT id, content_hash, duplicate_of IS NOT NULL FROM document WHERE source_id = ?1 AND external_id = ?2;
