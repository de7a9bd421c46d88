SELECT entities FROM ix_block WHERE first_document = ?1;
