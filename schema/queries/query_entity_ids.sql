-- Every id of the gazetteer, to find the nearest.
SELECT id, entity FROM entity
