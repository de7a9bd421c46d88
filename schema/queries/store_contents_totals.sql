SELECT e.entity, sum(o.mentions)
FROM (SELECT reading_id, count(*) AS mentions FROM occurrence GROUP BY reading_id) o
JOIN reading r ON r.id = o.reading_id
JOIN entity e ON e.id = r.entity_id
GROUP BY e.id;
