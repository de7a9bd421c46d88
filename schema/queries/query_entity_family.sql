-- An entity and, where it is a series, its editions.
WITH RECURSIVE family(id) AS (
  VALUES (?1)
  UNION
  SELECT e.id FROM entity e JOIN family f ON e.series_id = f.id
)
SELECT id FROM family ORDER BY id
