INSERT OR REPLACE INTO ix_count (first_entity, counts) VALUES (?1, ?2);
