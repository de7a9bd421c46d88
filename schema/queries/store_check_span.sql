SELECT h.first_document, h.last_document, h.heads, b.entities
FROM ix_head h JOIN ix_block b ON b.first_document = h.first_document
WHERE h.first_document >= ?1 AND h.first_document <= ?2
ORDER BY h.first_document;
