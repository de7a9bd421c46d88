INSERT OR REPLACE INTO ix_cluster(document_id, cluster_id) VALUES (?1, ?2)
