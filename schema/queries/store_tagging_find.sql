SELECT id FROM tagging WHERE gazetteer_hash = ?1 AND tool_version = ?2 AND options = ?3;
