SELECT n.id, n.entity_id, n.name, n.id IN (SELECT name_id FROM reading), n.folded FROM name n ORDER BY n.id;
