SELECT counts FROM ix_segment ORDER BY id DESC LIMIT 1;
