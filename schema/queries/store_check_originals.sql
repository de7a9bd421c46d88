SELECT count(*), min(id)
FROM (SELECT min(id) AS id FROM document
      WHERE duplicate_of IS NULL
      GROUP BY content_hash HAVING count(*) > 1);
