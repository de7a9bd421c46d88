SELECT id FROM ix_run WHERE kind = ?1 ORDER BY id;
