-- It is read from its beginning by the next run.
UPDATE file SET hash = NULL, documents = 0, rejected = 0, gone = 0 WHERE id = ?1;
