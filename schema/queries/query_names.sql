-- Every folded name, to find the nearest.
SELECT entity_id, folded FROM name
