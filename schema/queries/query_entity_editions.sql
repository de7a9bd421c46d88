-- The editions of a series.
SELECT id FROM entity WHERE series_id = ?1
