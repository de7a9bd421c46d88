-- The posting lists of an entity.
SELECT s.first_document, s.last_document, p.list
FROM ix_segment s CROSS JOIN ix_posting p ON p.id = (s.id << 32) + ?1
ORDER BY s.id;
