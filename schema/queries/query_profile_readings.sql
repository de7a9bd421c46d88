-- All readings: whose name they read.
SELECT id, entity_id, name_id FROM reading ORDER BY id
