-- What is known of an entity, with the names of its country and its series.
SELECT e.entity, e.name, e.type, c.entity, c.name, s.entity, s.name, e.from_day, e.to_day
FROM entity e
LEFT JOIN entity c ON c.id = e.country_id
LEFT JOIN entity s ON s.id = e.series_id
WHERE e.id = ?1
