-- Truth 2 to truth 3: the files that were read, and with which gazetteer documents were tagged. Of those that are there
-- nobody knows.

-- Files that documents were read from, so that another run reads only what has changed.
CREATE TABLE file (
  id        INTEGER PRIMARY KEY,
  path      TEXT NOT NULL,                 -- absolute; unique
  size      INTEGER NOT NULL,              -- bytes
  changed   INTEGER NOT NULL,              -- nanoseconds since 1970
  hash      BLOB,                          -- XXH3-128 of its bytes; NULL: it was not read to its end
  manner    INTEGER NOT NULL,              -- hash of the options by which it was read
  documents INTEGER NOT NULL,              -- taken from it, rejected in it
  rejected  INTEGER NOT NULL,
  gone      INTEGER NOT NULL               -- documents that stood in it once and no longer do
) STRICT;

-- Which documents stand in which file; numbers between them that are no documents any more do not matter.
CREATE TABLE origin (
  file_id        INTEGER NOT NULL REFERENCES file(id),
  first_document INTEGER NOT NULL,
  last_document  INTEGER NOT NULL,
  PRIMARY KEY (file_id, first_document)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_file AS
SELECT f.id, f.path, f.size, strftime('%Y-%m-%dT%H:%M:%SZ', f.changed / 1000000000, 'unixepoch') AS changed,
       f.hash IS NOT NULL AS complete, f.documents, f.rejected, f.gone
FROM file f;

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
