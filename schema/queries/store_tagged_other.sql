SELECT count(*) FROM tagged WHERE tagging_id <> ?1;
