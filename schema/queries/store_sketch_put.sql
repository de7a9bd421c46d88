INSERT OR REPLACE INTO ix_sketch(document_id, rows) VALUES (?1, ?2)
