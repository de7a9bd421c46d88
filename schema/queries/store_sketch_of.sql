SELECT rows FROM ix_sketch WHERE id = ?1
