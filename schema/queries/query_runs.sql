-- The runs of keys, the newest first.
SELECT id, keys FROM ix_key WHERE id < 0 AND id % 2 = 0 ORDER BY id;
