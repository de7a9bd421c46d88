SELECT id FROM name WHERE id = ?1 AND entity_id = ?2 AND name = ?3;
