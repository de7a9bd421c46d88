SELECT id FROM document WHERE id = ?1 AND duplicate_of = ?2;
