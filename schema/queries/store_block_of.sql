-- The block that document ?1 is in; the last block when ?1 is greater than every id.
SELECT h.first_document, h.last_document, h.heads, b.entities
FROM ix_head h LEFT JOIN ix_block b ON b.first_document = h.first_document
WHERE h.first_document <= ?1
ORDER BY h.first_document DESC
LIMIT 1;
