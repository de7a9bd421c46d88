DELETE FROM ix_key;
