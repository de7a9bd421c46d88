DELETE FROM mention WHERE document_id = ?1;
