INSERT INTO ix_segment (id, first_document, last_document) VALUES (?1, ?2, ?3);
