SELECT ifnull(sum(documents), 0) FROM ix_head WHERE first_document > ?1;
