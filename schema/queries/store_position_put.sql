INSERT OR REPLACE INTO ix_position (first_document, positions) VALUES (?1, ?2);
