-- How the words of a document were read.
SELECT reading_id FROM occurrence WHERE document_id = ?1
