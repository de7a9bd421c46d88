-- Where the entities of a block stand, in pieces from ?1 to ?2.
SELECT positions FROM ix_position WHERE id >= ?1 AND id < ?2 ORDER BY id;
