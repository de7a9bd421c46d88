UPDATE name SET folding = ?2 WHERE id = ?1;
