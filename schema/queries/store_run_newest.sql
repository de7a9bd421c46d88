SELECT gazetteer_hash FROM run ORDER BY id DESC LIMIT 1;
