-- Entities whose canonical name is spelled exactly so; for those without a row in `name`.
SELECT id FROM entity WHERE name = ?1 ORDER BY id
