-- Documents dated to a month (2) or a year (1) only; the index document_coarse holds just these.
SELECT id, precision FROM document WHERE precision IN (1, 2) ORDER BY id
