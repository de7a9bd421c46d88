SELECT id & 4294967295, id >> 32, documents, list FROM ix_posting WHERE id >= 0;
