DELETE FROM ix_cluster WHERE document_id = ?1
