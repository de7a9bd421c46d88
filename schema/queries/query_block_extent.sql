-- First and last document of the index; each a single look-up.
SELECT (SELECT min(first_document) FROM ix_head),
       (SELECT last_document FROM ix_head ORDER BY first_document DESC LIMIT 1);
