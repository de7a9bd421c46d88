-- Truth: what was read and what was found in it. Everything else can be made again from these tables.
-- Days are whole days since 1970-01-01; the views show them as ISO text.

CREATE TABLE source (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL                       -- the `source` key, --source-name, or the base name of the archive; unique
) STRICT;

CREATE TABLE document (
  id           INTEGER PRIMARY KEY,        -- a replaced document gets a new one
  source_id    INTEGER NOT NULL REFERENCES source(id),
  external_id  TEXT NOT NULL,              -- unique in its source (`gazet db check` sees to it)
  content_hash BLOB NOT NULL,              -- XXH3-128 of title, date and text as read
  duplicate_of INTEGER REFERENCES document(id), -- the first document with the same content
  day          INTEGER,                    -- first day of the period; NULL when undated
  precision    INTEGER NOT NULL CHECK (precision BETWEEN 0 AND 3), -- 0 undated, 1 year, 2 month, 3 day
  title        TEXT NOT NULL,
  url          TEXT,
  language     TEXT,
  text         TEXT NOT NULL
) STRICT; -- what finds a document by its id or its content is ix_key, a tenth of an index's size (derived.sql)

CREATE TABLE entity (
  id         INTEGER PRIMARY KEY,          -- by first appearance
  entity     TEXT NOT NULL,                -- the gazetteer's id: country/ru; unique
  type       TEXT NOT NULL CHECK (type = 'person' OR type = 'country' OR type = 'org' OR type = 'place' OR
                                  type = 'event'), -- a list in IN would be made into a table for every row
  name       TEXT NOT NULL,
  country_id INTEGER REFERENCES entity(id),
  series_id  INTEGER REFERENCES entity(id), -- the series that this is an edition of
  from_day   INTEGER,
  to_day     INTEGER
) STRICT;
CREATE INDEX entity_series ON entity(series_id) WHERE series_id IS NOT NULL;

-- All names of these entities; no name twice for the same one.
CREATE TABLE name (
  id        INTEGER PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entity(id),
  name      TEXT NOT NULL,                 -- as the gazetteer spells it
  folding   TEXT,                          -- NULL where it is lower(name), as two times in three
  folded    TEXT NOT NULL GENERATED ALWAYS AS (coalesce(folding, lower(name))) VIRTUAL
                                           -- its folded tokens with single spaces: what a query is compared with
) STRICT;

-- How words were read: what the mentions of one entity by one name have in common. There are fifty mentions to a
-- reading, so that a mention itself takes 17 bytes.
CREATE TABLE reading (
  id        INTEGER PRIMARY KEY,           -- by first appearance
  entity_id INTEGER NOT NULL REFERENCES entity(id),
  name_id   INTEGER NOT NULL REFERENCES name(id),
  via       INTEGER NOT NULL REFERENCES via(id),
  permille  INTEGER NOT NULL,              -- the score in thousandths
  score     REAL NOT NULL GENERATED ALWAYS AS (permille / 1000.0) VIRTUAL, -- 0..1
  nested    INTEGER NOT NULL CHECK (nested IN (0, 1)),
  field     INTEGER NOT NULL CHECK (field IN (0, 1)), -- 0 title, 1 text
  tokens    INTEGER NOT NULL,
  length    INTEGER NOT NULL               -- code points
) STRICT;

-- Where: the mentions, clustered by document.
CREATE TABLE occurrence (
  document_id INTEGER NOT NULL REFERENCES document(id),
  start       INTEGER NOT NULL,            -- code points, 0-based: substr(text, start + 1, length)
  reading_id  INTEGER NOT NULL REFERENCES reading(id),
  token       INTEGER NOT NULL,            -- number of its first token in the field
  sentence    INTEGER,                     -- NULL in unpunctuated text
  PRIMARY KEY (document_id, start, reading_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE via (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

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

CREATE TABLE run (
  id             INTEGER PRIMARY KEY,
  started        TEXT NOT NULL,            -- UTC, ISO 8601
  finished       TEXT,                     -- NULL: interrupted
  tool_version   TEXT NOT NULL,
  gazetteer_hash TEXT NOT NULL,
  options        TEXT NOT NULL,            -- the command line, as JSON
  added          INTEGER NOT NULL DEFAULT 0,
  unchanged      INTEGER NOT NULL DEFAULT 0,
  replaced       INTEGER NOT NULL DEFAULT 0,
  duplicate      INTEGER NOT NULL DEFAULT 0,
  undated        INTEGER NOT NULL DEFAULT 0,
  rejected       INTEGER NOT NULL DEFAULT 0
) STRICT;

-- With which gazetteer, and how, documents were tagged: `gazet retag` looks for what changed since.
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

CREATE VIEW v_document AS
SELECT d.id, s.name AS source, d.external_id AS doc,
       CASE d.precision WHEN 3 THEN date(d.day * 86400, 'unixepoch')
                        WHEN 2 THEN strftime('%Y-%m', d.day * 86400, 'unixepoch')
                        WHEN 1 THEN strftime('%Y', d.day * 86400, 'unixepoch') END AS date,
       d.title, d.url, d.language, d.duplicate_of, length(d.text) AS characters
FROM document d JOIN source s ON s.id = d.source_id;

-- A mention: an occurrence with its reading.
CREATE VIEW mention AS
SELECT o.document_id, r.field, o.start, r.length, o.token, r.tokens, o.sentence,
       r.entity_id, r.name_id, r.via, r.score, r.nested
FROM occurrence o CROSS JOIN reading r ON r.id = o.reading_id;

CREATE VIEW v_mention AS
SELECT m.document_id, v.source, v.doc, v.date,
       CASE m.field WHEN 0 THEN 'title' ELSE 'text' END AS field,
       m.start, m.start + m.length AS end,
       substr(CASE m.field WHEN 0 THEN d.title ELSE d.text END, m.start + 1, m.length) AS text,
       e.entity, e.name, e.type, via.name AS via, m.score, m.nested, m.sentence
FROM mention m
JOIN document d ON d.id = m.document_id
JOIN v_document v ON v.id = m.document_id
JOIN entity e ON e.id = m.entity_id
JOIN via ON via.id = m.via;

CREATE VIEW v_document_entity AS
SELECT m.document_id, v.source, v.doc, v.date, e.entity, e.name, e.type, count(*) AS mentions
FROM mention m
JOIN v_document v ON v.id = m.document_id
JOIN entity e ON e.id = m.entity_id
GROUP BY m.document_id, m.entity_id;

CREATE VIEW v_file AS
SELECT f.id, f.path, f.size, strftime('%Y-%m-%dT%H:%M:%SZ', f.changed / 1000000000, 'unixepoch') AS changed,
       f.hash IS NOT NULL AS complete, f.documents, f.rejected, f.gone
FROM file f;
