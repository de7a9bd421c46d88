SELECT id, keys FROM ix_key WHERE id >= 0 ORDER BY id;
