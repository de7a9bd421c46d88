INSERT OR IGNORE INTO via (id, name) VALUES (?1, ?2);
