SELECT document_id, rows FROM ix_sketch ORDER BY document_id
