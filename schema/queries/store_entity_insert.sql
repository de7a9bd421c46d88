INSERT INTO entity (entity, type, name, from_day, to_day) VALUES (?1, ?2, ?3, ?4, ?5);
