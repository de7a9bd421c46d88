-- The chunk with the greatest number from ?1 to ?2.
SELECT id, keys FROM ix_key WHERE id >= ?1 AND id <= ?2 ORDER BY id DESC LIMIT 1;
