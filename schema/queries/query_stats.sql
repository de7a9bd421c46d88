-- What the database holds; ?1: of each cluster of near-duplicates only the first document. One pass over the documents,
-- which has to read their texts.
WITH repeated(id) AS MATERIALIZED (
  SELECT document_id FROM ix_cluster WHERE document_id > 0 AND cluster_id <> document_id
), d(documents, dated, duplicates, first_day, last_day, text_bytes) AS MATERIALIZED (
  SELECT count(*), count(day), count(duplicate_of), min(day), max(day),
         coalesce(sum(length(CAST(title AS BLOB)) + length(CAST(text AS BLOB))), 0)
  FROM document
  WHERE NOT ?1 OR id NOT IN repeated
)
SELECT 'documents' AS key, documents AS value FROM d
UNION ALL SELECT 'dated', dated FROM d
UNION ALL SELECT 'undated', documents - dated FROM d
UNION ALL SELECT 'duplicates', duplicates FROM d
UNION ALL SELECT 'near_duplicates', (SELECT count(*) FROM ix_cluster WHERE document_id > 0)
UNION ALL SELECT 'clusters', (SELECT count(*) FROM ix_cluster WHERE document_id > 0 AND cluster_id = document_id)
UNION ALL SELECT 'sources', (SELECT count(*) FROM source)
UNION ALL SELECT 'entities', (SELECT count(*) FROM entity)
UNION ALL SELECT 'names', (SELECT count(*) FROM name)
UNION ALL SELECT 'mentions', CASE WHEN ?1 THEN (SELECT count(*) FROM occurrence WHERE document_id NOT IN repeated)
                                  ELSE (SELECT count(*) FROM occurrence) END
UNION ALL SELECT 'first_day', date(first_day * 86400, 'unixepoch') FROM d
UNION ALL SELECT 'last_day', date(last_day * 86400, 'unixepoch') FROM d
UNION ALL SELECT 'text_bytes', text_bytes FROM d
UNION ALL SELECT 'file_bytes', c.page_count * s.page_size FROM pragma_page_count c, pragma_page_size s
