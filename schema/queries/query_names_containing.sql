-- Entities with a name that contains this.
SELECT DISTINCT entity_id FROM name WHERE instr(' ' || folded, ' ' || ?1) > 0
