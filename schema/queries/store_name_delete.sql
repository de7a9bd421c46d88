DELETE FROM name WHERE id = ?1;
