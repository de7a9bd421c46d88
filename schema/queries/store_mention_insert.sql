-- gz_batch is the virtual table over the batch's rows (src/store/bulk.c): it is there while a store is open.
INSERT INTO mention (document_id, field, start, length, token, tokens, sentence,
                     entity_id, name_id, via, score, nested)
SELECT document_id, field, start, length, token, tokens, sentence,
       entity_id, name_id, via, score, nested
FROM gz_batch;
