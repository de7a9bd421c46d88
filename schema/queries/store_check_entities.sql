SELECT count(*), min(id)
FROM (SELECT min(id) AS id FROM entity GROUP BY entity HAVING count(*) > 1
      UNION ALL
      SELECT min(entity_id) FROM name GROUP BY entity_id, name HAVING count(*) > 1
      UNION ALL -- SQLite does not see to it where a file is opened to be read
      SELECT id FROM entity WHERE type NOT IN ('person', 'country', 'org', 'place', 'event'));
