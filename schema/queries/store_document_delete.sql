DELETE FROM document WHERE id = ?1;
