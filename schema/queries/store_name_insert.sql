INSERT INTO name (entity_id, name, folding) VALUES (?1, ?2, ?3);
