SELECT s.id, s.name FROM document d JOIN source s ON s.id = d.source_id WHERE d.id = ?1;
