SELECT ifnull(max(id), 0) FROM ix_run;
