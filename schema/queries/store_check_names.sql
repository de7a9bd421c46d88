SELECT count(*), min(m.document_id)
FROM mention m JOIN name n ON n.id = m.name_id
WHERE n.entity_id <> m.entity_id;
