-- The posting lists of an entity.
SELECT s.first_document, s.last_document, p.list
FROM ix_posting p JOIN ix_segment s ON s.id = p.segment_id
WHERE p.entity_id = ?1
