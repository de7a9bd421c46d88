SELECT id FROM entity WHERE id = ?1 AND entity = ?2;
