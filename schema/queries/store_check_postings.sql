SELECT entity_id, segment_id, documents, list FROM ix_posting;
