SELECT first_entity, counts FROM ix_count;
