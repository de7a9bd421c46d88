SELECT cluster_id FROM ix_cluster WHERE document_id = 0
