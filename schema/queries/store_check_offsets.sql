-- Once a field, not once a mention: length() walks the whole text.
SELECT count(*), min(m.document_id)
FROM (SELECT document_id, field, min(start) AS first, max(start + length) AS stop,
             min(length) AS length, min(token) AS token, min(tokens) AS tokens
      FROM mention GROUP BY document_id, field) m
JOIN document d ON d.id = m.document_id
WHERE m.first < 0 OR m.length < 1 OR m.token < 0 OR m.tokens < 1
   OR m.stop > length(CASE m.field WHEN 0 THEN d.title ELSE d.text END);
