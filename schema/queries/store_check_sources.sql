SELECT count(*), min(id) FROM (SELECT min(id) AS id FROM source GROUP BY name HAVING count(*) > 1);
