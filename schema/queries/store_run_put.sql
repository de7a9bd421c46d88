INSERT INTO ix_key (id, keys) VALUES (?1, ?2);
