SELECT d.id FROM document d JOIN source s ON s.id = d.source_id ORDER BY s.name, d.external_id;
