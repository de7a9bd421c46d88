-- Where the bytes of the file are. Needs SQLite's dbstat.
SELECT CASE WHEN m.tbl_name IN ('document', 'source') THEN 'documents_bytes'
            WHEN m.tbl_name IN ('entity', 'name', 'via') THEN 'names_bytes'
            WHEN m.tbl_name IN ('occurrence', 'reading') THEN 'mentions_bytes'
            WHEN substr(m.tbl_name, 1, 3) = 'ix_' THEN 'index_bytes'
            ELSE 'other_bytes' END AS key,
       sum(s.pgsize) AS value
FROM dbstat('main', 1) s LEFT JOIN sqlite_schema m ON m.name = s.name
GROUP BY key
ORDER BY key
