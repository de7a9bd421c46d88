-- How the database came about.
SELECT 'schema' AS key, (user_version / 1000) || '.' || (user_version % 1000) AS value FROM pragma_user_version
UNION ALL SELECT 'runs', (SELECT count(*) FROM run)
UNION ALL SELECT 'gazetteer_hash', (SELECT gazetteer_hash FROM run ORDER BY id DESC LIMIT 1)
UNION ALL SELECT 'tool_version', (SELECT tool_version FROM run ORDER BY id DESC LIMIT 1)
