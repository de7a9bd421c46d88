-- The type of every entity.
SELECT id, type FROM entity
