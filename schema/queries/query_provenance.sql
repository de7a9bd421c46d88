-- The newest run, and how many documents there are.
SELECT (SELECT max(id) FROM run), (SELECT gazetteer_hash FROM run ORDER BY id DESC LIMIT 1),
       (SELECT ifnull(sum(documents), 0) FROM ix_head)
