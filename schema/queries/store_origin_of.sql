SELECT first_document, last_document FROM origin WHERE file_id = ?1 ORDER BY first_document
