SELECT h.first_document, h.last_document, h.documents, h.first_day, h.last_day, h.heads, b.entities
FROM ix_head h LEFT JOIN ix_block b ON b.first_document = h.first_document
ORDER BY h.first_document;
