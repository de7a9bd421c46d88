-- What occurs in documents with :entity (its id or its name), as `gazet cooc` counts: an edition counts for its series.
WITH RECURSIVE family(member, head) AS (
  SELECT id, id FROM entity
  UNION
  SELECT f.member, e.series_id FROM family f JOIN entity e ON e.id = f.head WHERE e.series_id IS NOT NULL
), wanted(id) AS (
  SELECT f.member FROM family f JOIN entity e ON e.id = f.head WHERE e.entity = :entity OR e.name = :entity
), kin(id) AS (
  SELECT id FROM wanted
  UNION
  SELECT f.head FROM family f JOIN entity e ON e.id = f.member WHERE e.entity = :entity OR e.name = :entity
), found(document_id) AS MATERIALIZED (
  SELECT DISTINCT o.document_id FROM occurrence o JOIN reading r ON r.id = o.reading_id
  WHERE r.entity_id IN (SELECT id FROM wanted)
), pair(document_id, member) AS MATERIALIZED (
  SELECT DISTINCT o.document_id, r.entity_id
  FROM found CROSS JOIN occurrence o ON o.document_id = found.document_id JOIN reading r ON r.id = o.reading_id
)
SELECT e.entity, e.name, e.type, count(DISTINCT p.document_id) AS docs,
       round(1.0 * count(DISTINCT p.document_id) / (SELECT count(*) FROM found), 4) AS share
FROM pair p JOIN family f ON f.member = p.member JOIN entity e ON e.id = f.head
WHERE e.id NOT IN (SELECT id FROM kin)
GROUP BY e.id
ORDER BY docs DESC, e.entity
LIMIT 200
