UPDATE file SET size = ?2, changed = ?3, hash = ?4, manner = ?5, documents = ?6, rejected = ?7, gone = ?8
WHERE id = ?1
