-- A document as it was stored, by the id that its archive gave it; of several sources all that have it.
SELECT s.name, d.external_id, d.day, d.precision, d.title, d.text,
       (SELECT gazetteer_hash FROM run ORDER BY id DESC LIMIT 1)
FROM document d JOIN source s ON s.id = d.source_id
WHERE d.external_id = ?1
ORDER BY s.name
