-- A name as the gazetteer spells it.
SELECT name FROM name WHERE id = ?1
