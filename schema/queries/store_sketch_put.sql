INSERT OR REPLACE INTO ix_sketch(id, rows) VALUES (?1, ?2)
