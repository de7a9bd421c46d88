DELETE FROM ix_segment;
