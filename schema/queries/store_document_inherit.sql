-- The duplicates of ?1 become duplicates of ?2, which becomes the original.
UPDATE document SET duplicate_of = nullif(?2, id) WHERE duplicate_of = ?1;
