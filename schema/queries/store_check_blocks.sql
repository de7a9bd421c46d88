SELECT b.first_document, b.last_document, b.documents, b.base_day, b.first_day, b.last_day,
       b.entities, p.positions
FROM ix_block b LEFT JOIN ix_position p ON p.first_document = b.first_document
ORDER BY b.first_document;
