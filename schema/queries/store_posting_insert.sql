INSERT INTO ix_posting (segment_id, entity_id, documents, list) VALUES (?1, ?2, ?3, ?4);
