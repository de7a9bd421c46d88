-- The blocks that may hold documents of the days ?1 .. ?2 (NULL: open).
SELECT first_document, last_document, base_day, first_day, last_day, entities
FROM ix_block
WHERE (?1 IS NULL OR last_day >= ?1) AND (?2 IS NULL OR first_day <= ?2)
ORDER BY first_document
