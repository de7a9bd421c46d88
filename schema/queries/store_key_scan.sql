SELECT id, keys FROM ix_key WHERE id >= ?1 AND id < ?2 ORDER BY id;
