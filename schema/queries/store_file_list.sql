-- At or below a path; ?2 is the path with a slash behind it, ?3 the same with what comes after a slash.
SELECT id, path, size, changed, hash, manner, documents, rejected, gone
FROM file
WHERE path = ?1 OR (path >= ?2 AND path < ?3)
ORDER BY id
