-- First and last document of the index; each a single look-up.
SELECT (SELECT min(first_document) FROM ix_block),
       (SELECT last_document FROM ix_block ORDER BY first_document DESC LIMIT 1)
