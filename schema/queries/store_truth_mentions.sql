SELECT document_id, entity_id, field, token, sentence
FROM mention
ORDER BY document_id, field, start, length, entity_id;
