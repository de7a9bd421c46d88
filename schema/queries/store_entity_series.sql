SELECT id, series_id FROM entity WHERE series_id IS NOT NULL;
