INSERT OR REPLACE INTO ix_block (first_document, entities) VALUES (?1, ?2);
