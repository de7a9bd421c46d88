SELECT id FROM name WHERE entity_id = ?1 AND name = ?2;
