SELECT id, content_hash, title, text FROM document ORDER BY id
