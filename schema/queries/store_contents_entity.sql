SELECT e.id, e.entity, e.type, e.name, c.entity, s.entity, e.from_day, e.to_day
FROM entity e
LEFT JOIN entity c ON c.id = e.country_id
LEFT JOIN entity s ON s.id = e.series_id
ORDER BY e.entity;
