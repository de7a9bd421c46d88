-- Entities with a name that contains this, and whether it is their own one.
SELECT n.entity_id, max(n.name = e.name)
FROM name n JOIN entity e ON e.id = n.entity_id
WHERE instr(' ' || n.folded, ' ' || ?1) > 0
GROUP BY n.entity_id
