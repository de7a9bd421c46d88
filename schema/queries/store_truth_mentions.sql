SELECT document_id, reading_id, token, sentence
FROM occurrence
ORDER BY document_id, start, reading_id;
