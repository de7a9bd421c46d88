DELETE FROM ix_sketch WHERE id = ?1
