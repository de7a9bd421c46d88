SELECT content_hash, duplicate_of IS NOT NULL, url, language FROM document
WHERE id = ?1 AND source_id = ?2 AND external_id = ?3;
