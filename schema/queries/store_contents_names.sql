SELECT entity_id, name, folded FROM name ORDER BY entity_id, name;
