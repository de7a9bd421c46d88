-- The blocks that may hold documents of the days ?1 .. ?2 (NULL: open); only those behind document ?3.
SELECT first_document, last_document, first_day, last_day, heads
FROM ix_head
WHERE first_document > ?3 AND (?1 IS NULL OR last_day >= ?1) AND (?2 IS NULL OR first_day <= ?2)
ORDER BY first_document;
