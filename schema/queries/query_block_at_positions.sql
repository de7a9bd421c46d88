-- The block of document ?1, or the last one in front of it, with the places of the mentions.
SELECT b.first_document, b.last_document, b.base_day, b.first_day, b.last_day, b.entities, p.positions
FROM ix_block b LEFT JOIN ix_position p ON p.first_document = b.first_document
WHERE b.first_document <= ?1
ORDER BY b.first_document DESC LIMIT 1
