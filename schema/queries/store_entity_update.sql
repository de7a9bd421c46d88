UPDATE entity SET type = ?2, name = ?3, country_id = ?4, series_id = ?5, from_day = ?6, to_day = ?7
WHERE id = ?1
  AND (type <> ?2 OR name <> ?3 OR country_id IS NOT ?4 OR series_id IS NOT ?5 OR from_day IS NOT ?6 OR
       to_day IS NOT ?7);
