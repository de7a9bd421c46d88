SELECT r.field, o.start, r.length, o.token, r.tokens, o.sentence, r.via, r.permille, r.nested, n.name, e.id,
       e.entity, e.type, e.name, c.entity, s.entity, e.from_day, e.to_day
FROM occurrence o
CROSS JOIN reading r ON r.id = o.reading_id
CROSS JOIN entity e ON e.id = r.entity_id
CROSS JOIN name n ON n.id = r.name_id
LEFT JOIN entity c ON c.id = e.country_id
LEFT JOIN entity s ON s.id = e.series_id
WHERE o.document_id = ?1
ORDER BY r.field, o.start, r.length DESC, e.entity;
