SELECT r.id, n.name, r.entity_id, r.via, r.permille, r.nested, r.field, r.tokens, r.length
FROM reading r CROSS JOIN name n ON n.id = r.name_id ORDER BY r.id;
