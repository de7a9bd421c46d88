-- Names of entities that are gone.
DELETE FROM name WHERE entity_id NOT IN (SELECT id FROM entity);
