INSERT INTO reading (entity_id, name_id, via, permille, nested, field, tokens, length)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
