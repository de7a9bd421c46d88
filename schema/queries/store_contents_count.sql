SELECT count(*), ifnull(max(id), 0) FROM document;
