SELECT id, rows FROM ix_sketch WHERE id BETWEEN ?1 AND ?2 ORDER BY id
