-- The mentions of a document, where they begin first.
SELECT r.entity_id, r.field, o.start, r.length, o.token, r.tokens, o.sentence, r.via, r.score, r.nested, n.name
FROM occurrence o CROSS JOIN reading r ON r.id = o.reading_id CROSS JOIN name n ON n.id = r.name_id
WHERE o.document_id = ?1
ORDER BY o.start
