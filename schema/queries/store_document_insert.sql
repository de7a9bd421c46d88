INSERT INTO document (id, source_id, external_id, content_hash, duplicate_of, day, precision,
                      title, url, language, text)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
