INSERT INTO tagging (gazetteer_hash, tool_version, options, print) VALUES (?1, ?2, ?3, ?4);
