SELECT s.first_document, s.last_document, -j.id & 4294967295, j.list
FROM ix_posting j LEFT JOIN ix_segment s ON s.id = -j.id >> 32
WHERE j.id < 0
ORDER BY j.id DESC;
