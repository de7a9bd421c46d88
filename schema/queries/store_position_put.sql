INSERT INTO ix_position (id, positions) VALUES (?1, ?2);
