SELECT id, entity_id, name_id, via, permille, nested, field, tokens, length FROM reading ORDER BY id;
