INSERT INTO run (started, tool_version, gazetteer_hash, options) VALUES (?1, ?2, ?3, ?4);
