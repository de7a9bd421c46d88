-- The newest segment has the counts of all.
UPDATE ix_segment SET counts = CASE WHEN id = (SELECT max(id) FROM ix_segment) THEN ?1 END
WHERE counts IS NOT NULL OR id = (SELECT max(id) FROM ix_segment);
