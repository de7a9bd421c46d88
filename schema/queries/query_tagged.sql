-- A document with all that is stored of it.
SELECT s.name, d.external_id, d.precision, d.title, d.url, d.language, d.text
FROM document d JOIN source s ON s.id = d.source_id
WHERE d.id = ?1
