SELECT count(*), min(r.id)
FROM reading r JOIN name n ON n.id = r.name_id
WHERE n.entity_id <> r.entity_id;
