-- The entity of name ?1, if that folds to this.
SELECT entity_id FROM name WHERE id = ?1 AND folded = ?2
