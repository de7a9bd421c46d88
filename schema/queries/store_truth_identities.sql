SELECT id, source_id, external_id, content_hash, duplicate_of IS NULL FROM document ORDER BY id;
