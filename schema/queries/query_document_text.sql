-- The two fields that offsets refer to.
SELECT title, text FROM document WHERE id = ?1
