-- Entities of one of these types (?1: a list with commas, empty for all) and of country ?2 (0 for all).
SELECT id FROM entity
WHERE (?1 = '' OR instr(',' || ?1 || ',', ',' || type || ',') > 0)
  AND (?2 = 0 OR id = ?2 OR country_id = ?2)
ORDER BY id
