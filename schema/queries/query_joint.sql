-- The finished answers of an entity, and what they are about.
SELECT s.first_document, s.last_document, j.list
FROM ix_segment s CROSS JOIN ix_posting j ON j.id = -((s.id << 32) + ?1)
ORDER BY s.id;
