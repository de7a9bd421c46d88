UPDATE run
SET finished = ?2, added = ?3, unchanged = ?4, replaced = ?5, duplicate = ?6, undated = ?7, rejected = ?8
WHERE id = ?1;
