-- The block that document ?1 is in; the last block when ?1 is greater than every id.
SELECT b.first_document, b.last_document, b.base_day, b.entities, p.positions
FROM ix_block b LEFT JOIN ix_position p ON p.first_document = b.first_document
WHERE b.first_document <= ?1
ORDER BY b.first_document DESC
LIMIT 1;
