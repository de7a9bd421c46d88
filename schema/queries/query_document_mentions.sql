-- The mentions of a document in the order of its words.
SELECT m.entity_id, m.field, m.start, m.length, m.token, m.sentence, e.entity, e.name
FROM mention m JOIN entity e ON e.id = m.entity_id
WHERE m.document_id = ?1
ORDER BY m.field, m.start, m.length DESC, m.entity_id
