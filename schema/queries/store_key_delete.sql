DELETE FROM ix_key WHERE id >= ?1 AND id < ?2;
