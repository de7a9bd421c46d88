-- Entities with any name that folds to this.
SELECT DISTINCT entity_id FROM name WHERE folded = ?1 ORDER BY entity_id
