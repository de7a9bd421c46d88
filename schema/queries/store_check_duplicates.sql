SELECT count(*), min(d.id)
FROM document d JOIN document o ON o.id = d.duplicate_of
WHERE o.content_hash <> d.content_hash OR o.id >= d.id OR o.duplicate_of IS NOT NULL;
