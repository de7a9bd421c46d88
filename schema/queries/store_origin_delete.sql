DELETE FROM origin WHERE file_id = ?1
