SELECT count(*), min(d.id)
FROM document d
WHERE d.id < ifnull((SELECT min(first_document) FROM tagged), d.id + 1);
