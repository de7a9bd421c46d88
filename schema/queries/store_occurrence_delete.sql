DELETE FROM occurrence WHERE document_id = ?1;
