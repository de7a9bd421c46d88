SELECT d.id, s.name, d.external_id, d.content_hash, d.day, d.precision, d.title, d.url, d.language, d.text
FROM document d JOIN source s ON s.id = d.source_id
WHERE d.id > ?1
ORDER BY d.id
LIMIT 64;
