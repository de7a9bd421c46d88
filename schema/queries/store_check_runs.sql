SELECT r.id, r.keys, f.keys FROM ix_key r LEFT JOIN ix_key f ON f.id = r.id - 1
WHERE r.id < 0 AND r.id % 2 = 0 ORDER BY r.id DESC;
