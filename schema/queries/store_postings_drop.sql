DELETE FROM ix_posting;
