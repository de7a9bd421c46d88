SELECT min(id) FROM document WHERE duplicate_of = ?1;
