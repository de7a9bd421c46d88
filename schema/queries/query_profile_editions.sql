-- The editions of a series, the newest first.
SELECT entity, name, from_day, to_day FROM entity WHERE series_id = ?1
ORDER BY from_day IS NULL, from_day DESC, entity
