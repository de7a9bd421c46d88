SELECT positions FROM ix_position WHERE id >= ?1 AND id < ?2 ORDER BY id;
