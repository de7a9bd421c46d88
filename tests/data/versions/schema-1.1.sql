PRAGMA page_size=16384;
PRAGMA application_id=1736074612;
PRAGMA user_version=1001;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE source (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE                -- the `source` key, --source-name, or the base name of the archive
) STRICT;
INSERT INTO source VALUES(1,'news');
INSERT INTO source VALUES(2,'notes');
CREATE TABLE document (
  id           INTEGER PRIMARY KEY,        -- a replaced document gets a new one
  source_id    INTEGER NOT NULL REFERENCES source(id),
  external_id  TEXT NOT NULL,              -- unique in its source
  content_hash BLOB NOT NULL,              -- XXH3-128 of title, date and text as read
  duplicate_of INTEGER REFERENCES document(id), -- the first document with the same content
  day          INTEGER,                    -- first day of the period; NULL when undated
  precision    INTEGER NOT NULL CHECK (precision BETWEEN 0 AND 3), -- 0 undated, 1 year, 2 month, 3 day
  title        TEXT NOT NULL,
  url          TEXT,
  language     TEXT,
  text         TEXT NOT NULL,
  UNIQUE (source_id, external_id)
) STRICT;
INSERT INTO document VALUES(2,1,'a1',X'b3df6e7c19a36759053b35e1751aad03',NULL,17354,3,'Leaders meet in Hamburg','http://www.example.org/a1','en','Chancellor Angela Merkel welcomed President Vladimir Putin to Hamburg on Friday. Merkel said the G20 summit would speak of Syria, where the Syrian civil war goes on, and of the United Nations. Mr. Tillerson, of the United States, was there too.');
INSERT INTO document VALUES(3,1,'a2',X'4f406e1dcf73f42ebb1d92ad7c411415',NULL,17348,2,'',NULL,NULL,'the russian president vladimir putin spoke to nato and the u.n. about germany and ireland');
INSERT INTO document VALUES(4,1,'a3',X'6f011466a400f21502bb668fb9569e89',NULL,16801,1,'',NULL,NULL,'John Smith and MJ Jones wrote of Éire — «Ireland» — and of 俄罗斯 in Deutschland. 😀 John Smith again, and Smith once more.');
INSERT INTO document VALUES(5,1,'a4',X'c744227a026fe775c4666f723bac838d',NULL,NULL,0,'',NULL,NULL,'Rex Tillerson has no day here.');
INSERT INTO document VALUES(6,1,'a5',X'b3df6e7c19a36759053b35e1751aad03',2,17354,3,'Leaders meet in Hamburg',NULL,NULL,'Chancellor Angela Merkel welcomed President Vladimir Putin to Hamburg on Friday. Merkel said the G20 summit would speak of Syria, where the Syrian civil war goes on, and of the United Nations. Mr. Tillerson, of the United States, was there too.');
INSERT INTO document VALUES(7,1,'a6',X'af16163897d639436764a3a3dc2df3c0',NULL,17356,3,'',NULL,NULL,'Nobody whom the gazetteer knows.');
INSERT INTO document VALUES(8,1,'a7',X'c9640201ae25076163b3ab2f2134606e',NULL,17357,3,'',NULL,NULL,'The second text of this document: the Americans left Hamburg, NATO did not.');
INSERT INTO document VALUES(9,1,'a8',X'51edfbd998ba22d0da7fec156e4ef5de',NULL,17355,3,'Leaders meet in Hamburg',NULL,NULL,'Chancellor Angela Merkel welcomed President Vladimir Putin to Hamburg on Friday. Merkel said the G20 summit would speak of Syria, where the Syrian civil war goes on, and of the United Nations. Mr. Tillerson, of the United States, was there too. An update.');
INSERT INTO document VALUES(10,2,'2017-07-11-berlin.txt',X'4e0504da9836b7ace5a2c3e645c590b3',NULL,17358,3,'Merkel in Berlin',NULL,NULL,replace('Angela Merkel spoke of the 2017 G20 Hamburg summit and of Russians.\n','\n',char(10)));
CREATE TABLE entity (
  id         INTEGER PRIMARY KEY,          -- by first appearance
  entity     TEXT NOT NULL UNIQUE,         -- the gazetteer's id: country/ru
  type       TEXT NOT NULL CHECK (type IN ('person', 'country', 'org', 'place', 'event')),
  name       TEXT NOT NULL,
  country_id INTEGER REFERENCES entity(id),
  series_id  INTEGER REFERENCES entity(id), -- the series that this is an edition of
  from_day   INTEGER,
  to_day     INTEGER
) STRICT;
INSERT INTO entity VALUES(1,'person/mary-jones','person','Mary Jones',NULL,NULL,NULL,NULL);
INSERT INTO entity VALUES(2,'person/mike-jones','person','Mike Jones',NULL,NULL,NULL,NULL);
INSERT INTO entity VALUES(3,'country/de','country','Germany',NULL,NULL,NULL,NULL);
INSERT INTO entity VALUES(4,'place/hamburg','place','Hamburg',3,NULL,NULL,NULL);
INSERT INTO entity VALUES(5,'person/angela-merkel','person','Angela Merkel',3,NULL,NULL,NULL);
INSERT INTO entity VALUES(6,'person/vladimir-putin','person','Vladimir Putin',7,NULL,NULL,NULL);
INSERT INTO entity VALUES(7,'country/ru','country','Russia',NULL,NULL,NULL,NULL);
INSERT INTO entity VALUES(8,'event/g20-2017','event','2017 G20 Hamburg summit',3,9,17354,17355);
INSERT INTO entity VALUES(9,'event/g20','event','G20',NULL,NULL,NULL,NULL);
INSERT INTO entity VALUES(10,'country/sy','country','Syria',NULL,NULL,NULL,NULL);
INSERT INTO entity VALUES(11,'event/syrian-civil-war','event','Syrian civil war',10,NULL,15048,NULL);
INSERT INTO entity VALUES(12,'org/un','org','United Nations',NULL,NULL,NULL,NULL);
INSERT INTO entity VALUES(13,'country/us','country','United States',NULL,NULL,NULL,NULL);
INSERT INTO entity VALUES(14,'org/nato','org','NATO',NULL,NULL,NULL,NULL);
INSERT INTO entity VALUES(15,'country/ie','country','Éire',NULL,NULL,NULL,NULL);
INSERT INTO entity VALUES(16,'person/rex-tillerson','person','Rex Tillerson',13,NULL,NULL,NULL);
CREATE TABLE name (
  id        INTEGER PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entity(id),
  name      TEXT NOT NULL,                 -- as the gazetteer spells it
  folded    TEXT NOT NULL,                 -- its folded tokens with single spaces: what a query is compared with
  UNIQUE (entity_id, name)
) STRICT;
INSERT INTO name VALUES(1,1,'Mary Jones','mary jones');
INSERT INTO name VALUES(2,1,'MJ Jones','mj jones');
INSERT INTO name VALUES(3,1,'Jones','jones');
INSERT INTO name VALUES(4,2,'Mike Jones','mike jones');
INSERT INTO name VALUES(5,2,'MJ Jones','mj jones');
INSERT INTO name VALUES(6,2,'Jones','jones');
INSERT INTO name VALUES(7,3,'Germany','germany');
INSERT INTO name VALUES(8,3,'Deutschland','deutschland');
INSERT INTO name VALUES(9,3,'German','german');
INSERT INTO name VALUES(10,3,'Germans','germans');
INSERT INTO name VALUES(11,4,'Hamburg','hamburg');
INSERT INTO name VALUES(12,5,'Angela Merkel','angela merkel');
INSERT INTO name VALUES(13,5,'Merkel','merkel');
INSERT INTO name VALUES(14,6,'Vladimir Putin','vladimir putin');
INSERT INTO name VALUES(15,6,'Putin','putin');
INSERT INTO name VALUES(16,7,'Russia','russia');
INSERT INTO name VALUES(17,7,'Russian Federation','russian federation');
INSERT INTO name VALUES(18,7,'俄罗斯','俄 罗 斯');
INSERT INTO name VALUES(19,7,'Russian','russian');
INSERT INTO name VALUES(20,7,'Russians','russians');
INSERT INTO name VALUES(21,8,'2017 G20 Hamburg summit','2017 g 20 hamburg summit');
INSERT INTO name VALUES(22,9,'G20','g 20');
INSERT INTO name VALUES(23,9,'Group of 20','group of 20');
INSERT INTO name VALUES(24,9,'G20 summit','g 20 summit');
INSERT INTO name VALUES(25,8,'G20 summit','g 20 summit');
INSERT INTO name VALUES(26,10,'Syria','syria');
INSERT INTO name VALUES(27,10,'Syrian','syrian');
INSERT INTO name VALUES(28,10,'Syrians','syrians');
INSERT INTO name VALUES(29,11,'Syrian civil war','syrian civil war');
INSERT INTO name VALUES(30,11,'Syria civil war','syria civil war');
INSERT INTO name VALUES(31,12,'United Nations','united nations');
INSERT INTO name VALUES(32,12,'U.N.','u n');
INSERT INTO name VALUES(33,13,'United States','united states');
INSERT INTO name VALUES(34,13,'U.S.','u s');
INSERT INTO name VALUES(35,13,'USA','usa');
INSERT INTO name VALUES(36,13,'US','us');
INSERT INTO name VALUES(37,13,'American','american');
INSERT INTO name VALUES(38,13,'Americans','americans');
INSERT INTO name VALUES(39,14,'NATO','nato');
INSERT INTO name VALUES(40,14,'North Atlantic Treaty Organization','north atlantic treaty organization');
INSERT INTO name VALUES(41,15,'Éire','eire');
INSERT INTO name VALUES(42,15,'Ireland','ireland');
INSERT INTO name VALUES(43,15,'Irish','irish');
INSERT INTO name VALUES(44,16,'Rex Tillerson','rex tillerson');
INSERT INTO name VALUES(45,16,'Tillerson','tillerson');
CREATE TABLE mention (
  document_id INTEGER NOT NULL REFERENCES document(id),
  field       INTEGER NOT NULL CHECK (field IN (0, 1)), -- 0 title, 1 text
  start       INTEGER NOT NULL,            -- code points, 0-based: substr(text, start + 1, length)
  length      INTEGER NOT NULL,            -- code points
  token       INTEGER NOT NULL,            -- number of its first token in the field
  tokens      INTEGER NOT NULL,
  sentence    INTEGER,                     -- NULL in unpunctuated text
  entity_id   INTEGER NOT NULL REFERENCES entity(id),
  name_id     INTEGER NOT NULL REFERENCES name(id),
  via         INTEGER NOT NULL REFERENCES via(id),
  score       REAL NOT NULL,
  nested      INTEGER NOT NULL CHECK (nested IN (0, 1)),
  PRIMARY KEY (document_id, field, start, length, entity_id)
) STRICT, WITHOUT ROWID;
INSERT INTO mention VALUES(2,0,16,7,3,1,0,4,11,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(2,1,11,13,1,2,0,5,12,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(2,1,44,14,5,2,0,6,14,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(2,1,62,7,8,1,0,4,11,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(2,1,81,6,11,1,1,5,13,5,0.8000000000000000444,0);
INSERT INTO mention VALUES(2,1,97,10,14,3,1,8,25,7,0.75,0);
INSERT INTO mention VALUES(2,1,123,5,20,1,1,10,26,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(2,1,140,6,23,1,1,10,27,3,0.84999999999999997779,1);
INSERT INTO mention VALUES(2,1,140,16,23,3,1,11,29,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(2,1,177,14,31,2,1,12,31,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(2,1,215,13,37,2,2,13,33,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(3,1,4,7,1,1,0,7,19,3,0.84999999999999997779,0);
INSERT INTO mention VALUES(3,1,22,14,3,2,0,6,14,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(3,1,46,4,7,1,0,14,39,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(3,1,59,4,10,2,0,12,32,2,0.9000000000000000222,0);
INSERT INTO mention VALUES(3,1,70,7,13,1,0,3,7,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(3,1,82,7,15,1,0,15,42,1,0.9000000000000000222,0);
INSERT INTO mention VALUES(4,1,33,4,7,1,0,15,41,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(4,1,41,7,8,1,0,15,42,1,0.9000000000000000222,0);
INSERT INTO mention VALUES(4,1,59,3,11,3,0,7,18,1,0.9000000000000000222,0);
INSERT INTO mention VALUES(4,1,66,11,15,1,0,3,8,1,0.9000000000000000222,0);
INSERT INTO mention VALUES(5,1,0,13,0,2,0,16,44,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(6,0,16,7,3,1,0,4,11,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(6,1,11,13,1,2,0,5,12,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(6,1,44,14,5,2,0,6,14,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(6,1,62,7,8,1,0,4,11,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(6,1,81,6,11,1,1,5,13,5,0.8000000000000000444,0);
INSERT INTO mention VALUES(6,1,97,10,14,3,1,8,25,7,0.75,0);
INSERT INTO mention VALUES(6,1,123,5,20,1,1,10,26,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(6,1,140,6,23,1,1,10,27,3,0.84999999999999997779,1);
INSERT INTO mention VALUES(6,1,140,16,23,3,1,11,29,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(6,1,177,14,31,2,1,12,31,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(6,1,215,13,37,2,2,13,33,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(8,1,38,9,7,1,0,13,38,4,0.84999999999999997779,0);
INSERT INTO mention VALUES(8,1,53,7,9,1,0,4,11,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(8,1,62,4,10,1,0,14,39,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(9,0,16,7,3,1,0,4,11,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(9,1,11,13,1,2,0,5,12,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(9,1,44,14,5,2,0,6,14,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(9,1,62,7,8,1,0,4,11,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(9,1,81,6,11,1,1,5,13,5,0.8000000000000000444,0);
INSERT INTO mention VALUES(9,1,97,10,14,3,1,8,25,7,0.75,0);
INSERT INTO mention VALUES(9,1,123,5,20,1,1,10,26,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(9,1,140,6,23,1,1,10,27,3,0.84999999999999997779,1);
INSERT INTO mention VALUES(9,1,140,16,23,3,1,11,29,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(9,1,177,14,31,2,1,12,31,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(9,1,215,13,37,2,2,13,33,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(10,0,0,6,0,1,0,5,13,5,0.8000000000000000444,0);
INSERT INTO mention VALUES(10,1,0,13,0,2,0,5,12,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(10,1,27,23,5,5,0,8,21,0,0.94999999999999995559,0);
INSERT INTO mention VALUES(10,1,36,7,8,1,0,4,11,0,0.94999999999999995559,1);
INSERT INTO mention VALUES(10,1,58,8,12,1,0,7,20,4,0.84999999999999997779,0);
CREATE TABLE via (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO via VALUES(0,'name');
INSERT INTO via VALUES(1,'alias');
INSERT INTO via VALUES(2,'acronym');
INSERT INTO via VALUES(3,'adjective');
INSERT INTO via VALUES(4,'demonym');
INSERT INTO via VALUES(5,'surname');
INSERT INTO via VALUES(6,'title');
INSERT INTO via VALUES(7,'edition');
INSERT INTO via VALUES(8,'pattern');
INSERT INTO via VALUES(9,'office');
INSERT INTO via VALUES(10,'follow-up');
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
INSERT INTO run VALUES(1,'2026-11-27T22:42:07Z','2026-11-27T22:42:07Z','0.1.0','2008070eca5705a12645b068c522c495','{"paths":["old/articles.jsonl"],"gazetteer":["gaz"],"source_name":"news"}',1,0,0,0,0,0);
INSERT INTO run VALUES(2,'2026-11-27T22:42:07Z','2026-11-27T22:42:07Z','0.1.0','2008070eca5705a12645b068c522c495','{"paths":["archive/articles.jsonl"],"gazetteer":["gaz"],"source_name":"news"}',7,0,1,1,1,0);
INSERT INTO run VALUES(3,'2026-11-27T22:42:08Z','2026-11-27T22:42:08Z','0.1.0','2008070eca5705a12645b068c522c495','{"paths":["archive/notes"],"gazetteer":["gaz"],"source_name":"notes"}',1,0,0,0,0,0);
CREATE TABLE ix_block (
  first_document INTEGER PRIMARY KEY,      -- blocks cover consecutive documents
  last_document  INTEGER NOT NULL,
  documents      INTEGER NOT NULL,         -- removed ones are not counted
  base_day       INTEGER NOT NULL,         -- the days inside are relative to it
  first_day      INTEGER,                  -- NULL when no document in it is dated
  last_day       INTEGER,
  entities       BLOB NOT NULL
) STRICT;
INSERT INTO ix_block VALUES(1,10,9,17354,16801,17358,X'000000000101010804020102010102010202010101010101010c010603010301010105010201010101d2080103030104010802010001011001010101080402010201010201020201010101010101050100010701030401090101010103010804020102010102010202010101010101010902040401010202010101');
CREATE TABLE ix_position (
  first_document INTEGER PRIMARY KEY REFERENCES ix_block(first_document),
  positions      BLOB NOT NULL
) STRICT;
INSERT INTO ix_position VALUES(1,X'060b0101031401020b011d02290602022f023f024b031b010701030115010f011f011f0117010f0201010101060b0101031401020b011d02290602022f023f024b0313010f011501060b0101031401020b011d02290602022f023f024b0311010001010119010b01');
CREATE TABLE ix_segment (
  id             INTEGER PRIMARY KEY,
  first_document INTEGER NOT NULL,
  last_document  INTEGER NOT NULL          -- newer documents are found by reading their blocks
) STRICT;
CREATE TABLE ix_posting (
  entity_id  INTEGER NOT NULL,
  segment_id INTEGER NOT NULL REFERENCES ix_segment(id),
  documents  INTEGER NOT NULL,             -- entries of the list
  list       BLOB NOT NULL,                -- may name removed documents: the block says so
  PRIMARY KEY (entity_id, segment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_content ON document(content_hash);
CREATE INDEX document_duplicate ON document(duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX document_coarse ON document(precision) WHERE precision IN (1, 2);
CREATE INDEX entity_series ON entity(series_id) WHERE series_id IS NOT NULL;
CREATE INDEX name_folded ON name(folded);
CREATE VIEW v_document AS
SELECT d.id, s.name AS source, d.external_id AS doc,
       CASE d.precision WHEN 3 THEN date(d.day * 86400, 'unixepoch')
                        WHEN 2 THEN strftime('%Y-%m', d.day * 86400, 'unixepoch')
                        WHEN 1 THEN strftime('%Y', d.day * 86400, 'unixepoch') END AS date,
       d.title, d.url, d.language, d.duplicate_of, length(d.text) AS characters
FROM document d JOIN source s ON s.id = d.source_id;
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
COMMIT;
