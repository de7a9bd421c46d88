-- What its archive calls a document.
SELECT external_id FROM document WHERE id = ?1
