-- The blocks that may hold documents of the days ?1 .. ?2 (NULL: open), with the places of the mentions.
SELECT b.first_document, b.last_document, b.base_day, b.first_day, b.last_day, b.entities, p.positions
FROM ix_block b LEFT JOIN ix_position p ON p.first_document = b.first_document
WHERE (?1 IS NULL OR b.last_day >= ?1) AND (?2 IS NULL OR b.first_day <= ?2)
ORDER BY b.first_document
