DELETE FROM ix_sketch WHERE document_id = ?1
