SELECT id, rows FROM ix_sketch ORDER BY id
