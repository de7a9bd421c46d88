-- Documents with :entity (its id or its name) in each month that has some, and all documents of the month.
WITH RECURSIVE wanted(id) AS (
  SELECT id FROM entity WHERE entity = :entity OR name = :entity
  UNION
  SELECT e.id FROM entity e JOIN wanted w ON e.series_id = w.id
), found(document_id) AS MATERIALIZED (
  SELECT DISTINCT o.document_id FROM occurrence o JOIN reading r ON r.id = o.reading_id
  WHERE r.entity_id IN (SELECT id FROM wanted)
), dated(id, month) AS (
  SELECT id, strftime('%Y-%m', day * 86400, 'unixepoch') FROM document WHERE precision >= 2
)
SELECT d.month, count(f.document_id) AS docs, count(*) AS total_docs,
       round(1.0 * count(f.document_id) / count(*), 4) AS share
FROM dated d LEFT JOIN found f ON f.document_id = d.id
GROUP BY d.month
HAVING count(f.document_id) > 0
ORDER BY d.month
