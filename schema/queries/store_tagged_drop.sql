DELETE FROM tagged WHERE first_document >= ?1 AND first_document <= ?2;
