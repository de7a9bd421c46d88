SELECT s.name, d.external_id, lower(hex(d.content_hash)), os.name, o.external_id, d.day, d.precision, d.title, d.url, d.language,
       d.text
FROM document d
JOIN source s ON s.id = d.source_id
LEFT JOIN document o ON o.id = d.duplicate_of
LEFT JOIN source os ON os.id = o.source_id
WHERE d.id = ?1;
