SELECT id, entity FROM entity ORDER BY id;
