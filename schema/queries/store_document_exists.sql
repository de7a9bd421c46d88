SELECT count(*) FROM document WHERE id = ?1;
