-- Documents with :entity (its id or its name), newest first.
WITH RECURSIVE wanted(id) AS (
  SELECT id FROM entity WHERE entity = :entity OR name = :entity
  UNION
  SELECT e.id FROM entity e JOIN wanted w ON e.series_id = w.id
), found(document_id, mentions) AS MATERIALIZED (
  SELECT o.document_id, count(*) FROM occurrence o JOIN reading r ON r.id = o.reading_id
  WHERE r.entity_id IN (SELECT id FROM wanted) GROUP BY o.document_id
)
SELECT v.source, v.doc, v.date, v.title, v.url, f.mentions
FROM found f JOIN v_document v ON v.id = f.document_id JOIN document d ON d.id = f.document_id
ORDER BY d.day DESC NULLS LAST, v.source, v.doc
LIMIT 1000
