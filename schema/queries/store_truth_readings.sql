SELECT id, entity_id, field FROM reading;
