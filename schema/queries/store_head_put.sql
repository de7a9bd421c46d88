INSERT OR REPLACE INTO ix_head (first_document, last_document, documents, first_day, last_day, heads)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);
