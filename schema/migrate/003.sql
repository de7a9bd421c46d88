-- Truth 2 to truth 3: with which gazetteer documents were tagged. Of those that are there nobody knows.

CREATE TABLE tagging (
  id             INTEGER PRIMARY KEY,
  gazetteer_hash TEXT NOT NULL,
  tool_version   TEXT NOT NULL,
  options        TEXT NOT NULL,            -- those that shape mentions
  print          BLOB                      -- of the gazetteer, to tell what changed; NULL: not known
) STRICT;

CREATE TABLE tagged (
  first_document INTEGER PRIMARY KEY,      -- this one and all behind it, up to the next row's
  tagging_id     INTEGER NOT NULL REFERENCES tagging(id)
) STRICT;

INSERT INTO tagging (id, gazetteer_hash, tool_version, options) SELECT 1, '', '', '' FROM (SELECT 1 FROM document LIMIT 1);
INSERT INTO tagged (first_document, tagging_id) SELECT 1, 1 FROM (SELECT 1 FROM document LIMIT 1);
