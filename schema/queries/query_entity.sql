-- What is printed of an entity.
SELECT entity, name, type FROM entity WHERE id = ?1
