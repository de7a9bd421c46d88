UPDATE entity SET country_id = ?2, series_id = ?3 WHERE id = ?1;
