-- Once a document, not once a mention: length() walks the whole text.
SELECT count(*), min(m.document_id)
FROM (SELECT o.document_id, min(o.start) AS first, min(r.length) AS length, min(o.token) AS token,
             min(r.tokens) AS tokens,
             max(CASE r.field WHEN 0 THEN o.start + r.length END) AS title_stop,
             max(CASE r.field WHEN 1 THEN o.start + r.length END) AS text_stop
      FROM occurrence o CROSS JOIN reading r ON r.id = o.reading_id
      GROUP BY o.document_id) m
JOIN document d ON d.id = m.document_id
WHERE m.first < 0 OR m.length < 1 OR m.token < 0 OR m.tokens < 1
   OR m.title_stop > length(d.title) OR m.text_stop > length(d.text);
