-- What no reading names, nor a chain of countries and series from one that is named.
WITH RECURSIVE live(id) AS (
  SELECT entity_id FROM reading
  UNION
  SELECT e.country_id FROM live JOIN entity e ON e.id = live.id WHERE e.country_id IS NOT NULL
  UNION
  SELECT e.series_id FROM live JOIN entity e ON e.id = live.id WHERE e.series_id IS NOT NULL
)
DELETE FROM entity WHERE id NOT IN (SELECT id FROM live);
