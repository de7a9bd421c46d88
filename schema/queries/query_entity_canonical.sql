-- Entities whose canonical name folds to this.
SELECT DISTINCT e.id
FROM name n JOIN entity e ON e.id = n.entity_id AND e.name = n.name
WHERE n.folded = ?1
ORDER BY e.id
