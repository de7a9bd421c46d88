SELECT id FROM entity WHERE entity = ?1;
