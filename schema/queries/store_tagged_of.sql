SELECT tagging_id FROM tagged WHERE first_document <= ?1 ORDER BY first_document DESC LIMIT 1;
