UPDATE ix_cluster SET cluster_id = 0 WHERE document_id = 0
