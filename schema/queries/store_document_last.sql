-- No id is given out twice, not even that of a removed document while the index still has its slot.
SELECT max(ifnull((SELECT max(id) FROM document), 0),
           ifnull((SELECT last_document FROM ix_head ORDER BY first_document DESC LIMIT 1), 0));
