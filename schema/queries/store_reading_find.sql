SELECT id FROM reading
WHERE id = ?1 AND entity_id = ?2 AND name_id = ?3 AND via = ?4 AND permille = ?5 AND nested = ?6 AND field = ?7
  AND tokens = ?8 AND length = ?9;
