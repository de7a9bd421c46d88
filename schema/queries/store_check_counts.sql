SELECT first_entity, counts FROM ix_count ORDER BY first_entity;
