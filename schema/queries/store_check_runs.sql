SELECT id, kind, keys, filter FROM ix_run ORDER BY id;
