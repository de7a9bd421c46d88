SELECT id, entity_id, name_id, via, score, nested, field, tokens, length FROM reading ORDER BY id;
