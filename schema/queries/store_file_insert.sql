INSERT INTO file (path, size, changed, hash, manner, documents, rejected, gone)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
