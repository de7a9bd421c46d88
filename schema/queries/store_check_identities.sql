SELECT count(*), min(id)
FROM (SELECT min(id) AS id FROM document GROUP BY source_id, external_id HAVING count(*) > 1);
