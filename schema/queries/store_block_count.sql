SELECT ifnull(sum(documents), 0) FROM ix_block WHERE first_document > ?1;
