-- The size of an array by entity id.
SELECT max(id) FROM entity
