UPDATE file SET gone = 0 WHERE id = ?1
