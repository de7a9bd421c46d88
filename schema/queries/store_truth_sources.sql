SELECT id, name FROM source ORDER BY id;
