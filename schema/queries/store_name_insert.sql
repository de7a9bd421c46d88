INSERT INTO name (entity_id, name, folded) VALUES (?1, ?2, ?3) ON CONFLICT (entity_id, name) DO NOTHING;
