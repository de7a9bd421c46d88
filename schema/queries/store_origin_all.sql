SELECT first_document, last_document, file_id FROM origin
