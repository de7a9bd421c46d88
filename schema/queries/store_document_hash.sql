SELECT content_hash FROM document WHERE id = ?1;
