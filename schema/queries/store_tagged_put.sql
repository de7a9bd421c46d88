INSERT OR REPLACE INTO tagged (first_document, tagging_id) VALUES (?1, ?2);
