-- The entity whose canonical name is name ?1, if that folds to this.
SELECT e.id
FROM name n JOIN entity e ON e.id = n.entity_id AND e.name = n.name
WHERE n.id = ?1 AND n.folded = ?2
