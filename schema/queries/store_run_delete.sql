DELETE FROM ix_run WHERE id = ?1;
