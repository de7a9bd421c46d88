SELECT id, keys FROM ix_key ORDER BY id;
