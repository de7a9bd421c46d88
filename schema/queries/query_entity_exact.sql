-- Whether entity ?1 has this id of the gazetteer.
SELECT id FROM entity WHERE id = ?1 AND entity = ?2
