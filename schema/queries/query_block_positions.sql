SELECT b.entities, p.positions
FROM ix_block b LEFT JOIN ix_position p ON p.first_document = b.first_document
WHERE b.first_document = ?1;
