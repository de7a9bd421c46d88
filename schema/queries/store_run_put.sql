INSERT INTO ix_run (id, kind, keys, filter) VALUES (?1, ?2, ?3, ?4);
