INSERT INTO origin (file_id, first_document, last_document) VALUES (?1, ?2, ?3)
ON CONFLICT (file_id, first_document) DO UPDATE SET last_document = max(last_document, excluded.last_document)
