-- gz_batch is the virtual table over the batch's rows (src/store/bulk.c): it is there while a store is open.
-- FAIL, for what was inserted before an error is rolled back with the batch: no statement needs a journal.
INSERT OR FAIL INTO occurrence (document_id, start, reading_id, token, sentence)
SELECT document_id, start, reading_id, token, sentence FROM gz_batch WHERE pass = ?1;
