SELECT document_id, cluster_id FROM ix_cluster WHERE document_id > 0 ORDER BY document_id
