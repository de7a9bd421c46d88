SELECT id, folded FROM name ORDER BY id;
