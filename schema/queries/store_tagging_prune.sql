-- A run that is at work may not have tagged a document yet.
DELETE FROM tagging
WHERE id NOT IN (SELECT tagging_id FROM tagged)
  AND id <> ?1
  AND gazetteer_hash NOT IN (SELECT gazetteer_hash FROM run WHERE finished IS NULL);
