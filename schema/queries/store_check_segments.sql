SELECT id, first_document, last_document FROM ix_segment ORDER BY first_document;
