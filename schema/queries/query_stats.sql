-- What the database holds. One pass over the documents, which has to read their texts.
WITH d(documents, dated, duplicates, first_day, last_day, text_bytes) AS MATERIALIZED (
  SELECT count(*), count(day), count(duplicate_of), min(day), max(day),
         coalesce(sum(length(CAST(title AS BLOB)) + length(CAST(text AS BLOB))), 0)
  FROM document
)
SELECT 'documents' AS key, documents AS value FROM d
UNION ALL SELECT 'dated', dated FROM d
UNION ALL SELECT 'undated', documents - dated FROM d
UNION ALL SELECT 'duplicates', duplicates FROM d
UNION ALL SELECT 'sources', (SELECT count(*) FROM source)
UNION ALL SELECT 'entities', (SELECT count(*) FROM entity)
UNION ALL SELECT 'names', (SELECT count(*) FROM name)
UNION ALL SELECT 'mentions', (SELECT count(*) FROM occurrence)
UNION ALL SELECT 'first_day', date(first_day * 86400, 'unixepoch') FROM d
UNION ALL SELECT 'last_day', date(last_day * 86400, 'unixepoch') FROM d
UNION ALL SELECT 'text_bytes', text_bytes FROM d
UNION ALL SELECT 'file_bytes', c.page_count * s.page_size FROM pragma_page_count c, pragma_page_size s
