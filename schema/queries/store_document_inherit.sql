-- ?1 becomes a duplicate of ?2 (NULL: of none).
UPDATE document SET duplicate_of = ?2 WHERE id = ?1;
