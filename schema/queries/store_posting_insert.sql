INSERT INTO ix_posting (id, documents, list) VALUES ((?1 << 32) + ?2, ?3, ?4);
