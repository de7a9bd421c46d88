INSERT OR REPLACE INTO ix_block (first_document, last_document, documents, base_day, first_day, last_day,
                                 entities)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
