INSERT INTO source (name) VALUES (?1);
