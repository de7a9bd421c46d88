DELETE FROM tagging WHERE id NOT IN (SELECT tagging_id FROM tagged) AND id <> ?1;
