-- The answer of entity ?2 in the segment of document ?1.
DELETE FROM ix_posting
WHERE id = (SELECT -((id << 32) + ?2) FROM ix_segment WHERE first_document <= ?1 AND last_document >= ?1);
