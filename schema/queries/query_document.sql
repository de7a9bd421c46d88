-- What is printed of a document. Columns in front of the text only, so that long texts are not read.
SELECT s.name, d.external_id, d.title, d.url, d.precision
FROM document d JOIN source s ON s.id = d.source_id
WHERE d.id = ?1
