-- The block of document ?1, or the last one in front of it.
SELECT first_document, last_document, base_day, first_day, last_day, entities
FROM ix_block
WHERE first_document <= ?1
ORDER BY first_document DESC LIMIT 1
