SELECT first_document, last_document, base_day, entities
FROM ix_block
WHERE first_document > ?1
ORDER BY first_document;
