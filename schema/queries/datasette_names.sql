-- Entities of which a name contains :words, and that name: what the other queries take.
SELECT e.entity, e.name, e.type, min(n.name) AS by_name
FROM name n JOIN entity e ON e.id = n.entity_id
WHERE ' ' || n.folded LIKE '% ' || lower(:words) || '%'
GROUP BY e.id
ORDER BY length(min(n.name)), e.entity
LIMIT 200
