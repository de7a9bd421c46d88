-- An entity by the gazetteer's id.
SELECT id FROM entity WHERE entity = ?1
