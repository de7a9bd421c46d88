INSERT INTO ix_posting (entity_id, segment_id, documents, list) VALUES (?1, ?2, ?3, ?4);
