-- Truth 1 to truth 2: what mentions have in common becomes a reading, and indexes give way to keys (derived.sql). The
-- tables are written out here, for core.sql will go on changing.

DROP VIEW v_document_entity;
DROP VIEW v_mention;
DROP VIEW v_document;
DROP INDEX document_content;
DROP INDEX document_duplicate;
DROP INDEX document_coarse;
DROP INDEX entity_series;
DROP INDEX name_folded;
ALTER TABLE mention RENAME TO old_mention;
ALTER TABLE name RENAME TO old_name;
ALTER TABLE entity RENAME TO old_entity;
ALTER TABLE document RENAME TO old_document;
ALTER TABLE source RENAME TO old_source;
ALTER TABLE via RENAME TO old_via;

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
) STRICT;

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

CREATE TABLE name (
  id        INTEGER PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entity(id),
  name      TEXT NOT NULL,                 -- as the gazetteer spells it
  folding   TEXT,                          -- NULL where it is lower(name), as two times in three
  folded    TEXT NOT NULL GENERATED ALWAYS AS (coalesce(folding, lower(name))) VIRTUAL
                                           -- its folded tokens with single spaces: what a query is compared with
) STRICT;

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

INSERT INTO source SELECT id, name FROM old_source;
INSERT INTO via SELECT id, name FROM old_via;
INSERT INTO document (id, source_id, external_id, content_hash, duplicate_of, day, precision, title, url, language, text)
SELECT id, source_id, external_id, content_hash, duplicate_of, day, precision, title, url, language, text
FROM old_document ORDER BY id;
INSERT INTO entity (id, entity, type, name, country_id, series_id, from_day, to_day)
SELECT id, entity, type, name, country_id, series_id, from_day, to_day FROM old_entity ORDER BY id;
INSERT INTO name (id, entity_id, name, folding)
SELECT id, entity_id, name,
       CASE WHEN folded <> lower(name) OR length(name) <> length(CAST(name AS BLOB)) THEN folded END
FROM old_name ORDER BY id;
INSERT INTO reading (entity_id, name_id, via, permille, nested, field, tokens, length)
SELECT entity_id, name_id, via, CAST(round(score * 1000) AS INTEGER) AS permille, nested, field, tokens, length
FROM old_mention
GROUP BY entity_id, name_id, via, permille, nested, field, tokens, length
ORDER BY min(document_id), name_id;
CREATE INDEX reading_parts ON reading(name_id, entity_id, via, permille, nested, field, tokens, length);
INSERT INTO occurrence (document_id, start, reading_id, token, sentence)
SELECT m.document_id, m.start, r.id, m.token, m.sentence
FROM old_mention m CROSS JOIN reading r
  ON r.name_id = m.name_id AND r.entity_id = m.entity_id AND r.via = m.via
 AND r.permille = CAST(round(m.score * 1000) AS INTEGER) AND r.nested = m.nested AND r.field = m.field
 AND r.tokens = m.tokens AND r.length = m.length
ORDER BY m.document_id, m.start, r.id;
DROP INDEX reading_parts;

DROP TABLE old_mention;
DROP TABLE old_name;
DROP TABLE old_entity;
DROP TABLE old_document;
DROP TABLE old_source;
DROP TABLE old_via;

CREATE VIEW v_document AS
SELECT d.id, s.name AS source, d.external_id AS doc,
       CASE d.precision WHEN 3 THEN date(d.day * 86400, 'unixepoch')
                        WHEN 2 THEN strftime('%Y-%m', d.day * 86400, 'unixepoch')
                        WHEN 1 THEN strftime('%Y', d.day * 86400, 'unixepoch') END AS date,
       d.title, d.url, d.language, d.duplicate_of, length(d.text) AS characters
FROM document d JOIN source s ON s.id = d.source_id;

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
