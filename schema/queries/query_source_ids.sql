-- The sources in the order of their names.
SELECT id FROM source ORDER BY name
