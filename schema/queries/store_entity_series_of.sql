SELECT ifnull(series_id, 0) FROM entity WHERE id = ?1;
