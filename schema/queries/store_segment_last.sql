SELECT ifnull(max(last_document), 0), ifnull(max(id), 0) FROM ix_segment;
