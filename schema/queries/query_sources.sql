-- The sources, for a message.
SELECT name FROM source ORDER BY name
