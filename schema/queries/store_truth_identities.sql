SELECT id, source_id, external_id, content_hash, duplicate_of FROM document ORDER BY id;
