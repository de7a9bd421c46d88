-- gz_names is the virtual table over names that are new (src/store/bulk.c): it is there while a store is open.
-- FAIL, for what was inserted before an error is rolled back with the batch: no statement needs a journal.
INSERT OR FAIL INTO name (id, entity_id, name, folding) SELECT id, entity_id, name, folding FROM gz_names;
