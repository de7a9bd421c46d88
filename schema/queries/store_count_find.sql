SELECT counts FROM ix_count WHERE first_entity = ?1;
