-- An entity in words, with the ids of its country and series.
SELECT e.entity, e.name, e.type, c.entity, s.entity, e.from_day, e.to_day
FROM entity e LEFT JOIN entity c ON c.id = e.country_id LEFT JOIN entity s ON s.id = e.series_id
WHERE e.id = ?1
