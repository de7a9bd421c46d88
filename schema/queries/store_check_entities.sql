SELECT count(*), min(id)
FROM (SELECT min(id) AS id FROM entity GROUP BY entity HAVING count(*) > 1
      UNION ALL
      SELECT min(entity_id) FROM name GROUP BY entity_id, name HAVING count(*) > 1);
