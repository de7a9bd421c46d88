SELECT ifnull(sum(documents), 0) FROM ix_head;
