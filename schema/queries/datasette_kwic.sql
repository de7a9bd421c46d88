-- The words around mentions of :entity (its id or its name), newest first.
WITH RECURSIVE wanted(id) AS (
  SELECT id FROM entity WHERE entity = :entity OR name = :entity
  UNION
  SELECT e.id FROM entity e JOIN wanted w ON e.series_id = w.id
), found AS MATERIALIZED (
  SELECT m.document_id, m.field, m.start, m.length, d.day
  FROM mention m JOIN document d ON d.id = m.document_id
  WHERE m.entity_id IN (SELECT id FROM wanted)
  ORDER BY d.day DESC, m.document_id, m.field, m.start
  LIMIT 200
), put AS (
  SELECT f.*, CASE f.field WHEN 0 THEN d.title ELSE d.text END AS words
  FROM found f JOIN document d ON d.id = f.document_id
)
SELECT v.source, v.doc, v.date, substr(p.words, max(p.start - 59, 1), min(p.start, 60)) AS left,
       substr(p.words, p.start + 1, p.length) AS match, substr(p.words, p.start + p.length + 1, 60) AS right
FROM put p JOIN v_document v ON v.id = p.document_id
ORDER BY p.day DESC, p.document_id, p.field, p.start
