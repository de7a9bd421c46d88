INSERT INTO entity (id, entity, type, name, country_id, series_id, from_day, to_day)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
