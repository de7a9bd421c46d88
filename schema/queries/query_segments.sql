-- The parts of the index that have posting lists.
SELECT first_document, last_document FROM ix_segment ORDER BY first_document;
