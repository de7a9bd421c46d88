DELETE FROM ix_key WHERE id IN (?1, ?1 - 1);
