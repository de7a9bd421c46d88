-- Document ?1 as it was stored, if ?2 is the id that its archive gave it.
SELECT s.name, d.external_id, d.day, d.precision, d.title, d.text,
       (SELECT gazetteer_hash FROM run ORDER BY id DESC LIMIT 1)
FROM document d JOIN source s ON s.id = d.source_id
WHERE d.id = ?1 AND d.external_id = ?2
