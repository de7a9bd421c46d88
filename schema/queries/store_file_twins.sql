-- Files that have the same bytes as another one, those together.
SELECT id, path, hash FROM file
WHERE hash IN (SELECT hash FROM file WHERE hash IS NOT NULL GROUP BY hash HAVING count(*) > 1)
ORDER BY hash, id;
