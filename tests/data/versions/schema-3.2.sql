PRAGMA page_size=65536;
PRAGMA application_id=1736074612;
PRAGMA user_version=3002;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE source (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL                       -- the `source` key, --source-name, or the base name of the archive; unique
) STRICT;
INSERT INTO source VALUES(1,'news');
INSERT INTO source VALUES(2,'notes');
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
  entity     TEXT NOT NULL,                -- the gazetteer's id: country/ru; unique
  type       TEXT NOT NULL CHECK (type = 'person' OR type = 'country' OR type = 'org' OR type = 'place' OR
                                  type = 'event'), -- a list in IN would be made into a table for every row
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
  folding   TEXT,                          -- NULL where it is lower(name), as two times in three
  folded    TEXT NOT NULL GENERATED ALWAYS AS (coalesce(folding, lower(name))) VIRTUAL
                                           -- its folded tokens with single spaces: what a query is compared with
) STRICT;
INSERT INTO name VALUES(1,1,'Mary Jones',NULL);
INSERT INTO name VALUES(2,1,'MJ Jones',NULL);
INSERT INTO name VALUES(3,1,'Jones',NULL);
INSERT INTO name VALUES(4,2,'Mike Jones',NULL);
INSERT INTO name VALUES(5,2,'MJ Jones',NULL);
INSERT INTO name VALUES(6,2,'Jones',NULL);
INSERT INTO name VALUES(7,3,'Germany',NULL);
INSERT INTO name VALUES(8,3,'Deutschland',NULL);
INSERT INTO name VALUES(9,3,'German',NULL);
INSERT INTO name VALUES(10,3,'Germans',NULL);
INSERT INTO name VALUES(11,4,'Hamburg',NULL);
INSERT INTO name VALUES(12,5,'Angela Merkel',NULL);
INSERT INTO name VALUES(13,5,'Merkel',NULL);
INSERT INTO name VALUES(14,6,'Vladimir Putin',NULL);
INSERT INTO name VALUES(15,6,'Putin',NULL);
INSERT INTO name VALUES(16,7,'Russia',NULL);
INSERT INTO name VALUES(17,7,'Russian Federation',NULL);
INSERT INTO name VALUES(18,7,'俄罗斯','俄 罗 斯');
INSERT INTO name VALUES(19,7,'Russian',NULL);
INSERT INTO name VALUES(20,7,'Russians',NULL);
INSERT INTO name VALUES(21,8,'2017 G20 Hamburg summit','2017 g 20 hamburg summit');
INSERT INTO name VALUES(22,9,'G20','g 20');
INSERT INTO name VALUES(23,9,'Group of 20',NULL);
INSERT INTO name VALUES(24,9,'G20 summit','g 20 summit');
INSERT INTO name VALUES(25,8,'G20 summit','g 20 summit');
INSERT INTO name VALUES(26,10,'Syria',NULL);
INSERT INTO name VALUES(27,10,'Syrian',NULL);
INSERT INTO name VALUES(28,10,'Syrians',NULL);
INSERT INTO name VALUES(29,11,'Syrian civil war',NULL);
INSERT INTO name VALUES(30,11,'Syria civil war',NULL);
INSERT INTO name VALUES(31,12,'United Nations',NULL);
INSERT INTO name VALUES(32,12,'U.N.','u n');
INSERT INTO name VALUES(33,13,'United States',NULL);
INSERT INTO name VALUES(34,13,'U.S.','u s');
INSERT INTO name VALUES(35,13,'USA',NULL);
INSERT INTO name VALUES(36,13,'US',NULL);
INSERT INTO name VALUES(37,13,'American',NULL);
INSERT INTO name VALUES(38,13,'Americans',NULL);
INSERT INTO name VALUES(39,14,'NATO',NULL);
INSERT INTO name VALUES(40,14,'North Atlantic Treaty Organization',NULL);
INSERT INTO name VALUES(41,15,'Éire','eire');
INSERT INTO name VALUES(42,15,'Ireland',NULL);
INSERT INTO name VALUES(43,15,'Irish',NULL);
INSERT INTO name VALUES(44,16,'Rex Tillerson',NULL);
INSERT INTO name VALUES(45,16,'Tillerson',NULL);
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
INSERT INTO reading VALUES(1,1,1,0,950,0,1,2,10);
INSERT INTO reading VALUES(2,2,4,0,950,0,1,2,10);
INSERT INTO reading VALUES(3,3,7,0,950,0,1,1,7);
INSERT INTO reading VALUES(4,4,11,0,950,0,0,1,7);
INSERT INTO reading VALUES(5,5,12,0,950,0,1,2,13);
INSERT INTO reading VALUES(6,6,14,0,950,0,1,2,14);
INSERT INTO reading VALUES(7,4,11,0,950,0,1,1,7);
INSERT INTO reading VALUES(8,5,13,5,800,0,1,1,6);
INSERT INTO reading VALUES(9,8,25,7,750,0,1,3,10);
INSERT INTO reading VALUES(10,10,26,0,950,0,1,1,5);
INSERT INTO reading VALUES(11,11,29,0,950,0,1,3,16);
INSERT INTO reading VALUES(12,10,27,3,850,1,1,1,6);
INSERT INTO reading VALUES(13,12,31,0,950,0,1,2,14);
INSERT INTO reading VALUES(14,13,33,0,950,0,1,2,13);
INSERT INTO reading VALUES(15,7,19,3,850,0,1,1,7);
INSERT INTO reading VALUES(16,14,39,0,950,0,1,1,4);
INSERT INTO reading VALUES(17,12,32,2,900,0,1,2,4);
INSERT INTO reading VALUES(18,15,42,1,900,0,1,1,7);
INSERT INTO reading VALUES(19,15,41,0,950,0,1,1,4);
INSERT INTO reading VALUES(20,7,18,1,900,0,1,3,3);
INSERT INTO reading VALUES(21,3,8,1,900,0,1,1,11);
INSERT INTO reading VALUES(22,16,44,0,950,0,1,2,13);
INSERT INTO reading VALUES(23,13,38,4,850,0,1,1,9);
INSERT INTO reading VALUES(24,5,13,5,800,0,0,1,6);
INSERT INTO reading VALUES(25,8,21,0,950,0,1,5,23);
INSERT INTO reading VALUES(26,4,11,0,950,1,1,1,7);
INSERT INTO reading VALUES(27,7,20,4,850,0,1,1,8);
CREATE TABLE occurrence (
  document_id INTEGER NOT NULL REFERENCES document(id),
  start       INTEGER NOT NULL,            -- code points, 0-based: substr(text, start + 1, length)
  reading_id  INTEGER NOT NULL REFERENCES reading(id),
  token       INTEGER NOT NULL,            -- number of its first token in the field
  sentence    INTEGER,                     -- NULL in unpunctuated text
  PRIMARY KEY (document_id, start, reading_id)
) STRICT, WITHOUT ROWID;
INSERT INTO occurrence VALUES(2,11,5,1,0);
INSERT INTO occurrence VALUES(2,16,4,3,0);
INSERT INTO occurrence VALUES(2,44,6,5,0);
INSERT INTO occurrence VALUES(2,62,7,8,0);
INSERT INTO occurrence VALUES(2,81,8,11,1);
INSERT INTO occurrence VALUES(2,97,9,14,1);
INSERT INTO occurrence VALUES(2,123,10,20,1);
INSERT INTO occurrence VALUES(2,140,11,23,1);
INSERT INTO occurrence VALUES(2,140,12,23,1);
INSERT INTO occurrence VALUES(2,177,13,31,1);
INSERT INTO occurrence VALUES(2,215,14,37,2);
INSERT INTO occurrence VALUES(3,4,15,1,0);
INSERT INTO occurrence VALUES(3,22,6,3,0);
INSERT INTO occurrence VALUES(3,46,16,7,0);
INSERT INTO occurrence VALUES(3,59,17,10,0);
INSERT INTO occurrence VALUES(3,70,3,13,0);
INSERT INTO occurrence VALUES(3,82,18,15,0);
INSERT INTO occurrence VALUES(4,33,19,7,0);
INSERT INTO occurrence VALUES(4,41,18,8,0);
INSERT INTO occurrence VALUES(4,59,20,11,0);
INSERT INTO occurrence VALUES(4,66,21,15,0);
INSERT INTO occurrence VALUES(5,0,22,0,0);
INSERT INTO occurrence VALUES(6,11,5,1,0);
INSERT INTO occurrence VALUES(6,16,4,3,0);
INSERT INTO occurrence VALUES(6,44,6,5,0);
INSERT INTO occurrence VALUES(6,62,7,8,0);
INSERT INTO occurrence VALUES(6,81,8,11,1);
INSERT INTO occurrence VALUES(6,97,9,14,1);
INSERT INTO occurrence VALUES(6,123,10,20,1);
INSERT INTO occurrence VALUES(6,140,11,23,1);
INSERT INTO occurrence VALUES(6,140,12,23,1);
INSERT INTO occurrence VALUES(6,177,13,31,1);
INSERT INTO occurrence VALUES(6,215,14,37,2);
INSERT INTO occurrence VALUES(8,38,23,7,0);
INSERT INTO occurrence VALUES(8,53,7,9,0);
INSERT INTO occurrence VALUES(8,62,16,10,0);
INSERT INTO occurrence VALUES(9,11,5,1,0);
INSERT INTO occurrence VALUES(9,16,4,3,0);
INSERT INTO occurrence VALUES(9,44,6,5,0);
INSERT INTO occurrence VALUES(9,62,7,8,0);
INSERT INTO occurrence VALUES(9,81,8,11,1);
INSERT INTO occurrence VALUES(9,97,9,14,1);
INSERT INTO occurrence VALUES(9,123,10,20,1);
INSERT INTO occurrence VALUES(9,140,11,23,1);
INSERT INTO occurrence VALUES(9,140,12,23,1);
INSERT INTO occurrence VALUES(9,177,13,31,1);
INSERT INTO occurrence VALUES(9,215,14,37,2);
INSERT INTO occurrence VALUES(10,0,5,0,0);
INSERT INTO occurrence VALUES(10,0,24,0,0);
INSERT INTO occurrence VALUES(10,27,25,5,0);
INSERT INTO occurrence VALUES(10,36,26,8,0);
INSERT INTO occurrence VALUES(10,58,27,12,0);
CREATE TABLE via (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL
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
INSERT INTO file VALUES(1,'/tmp/tmp.1CU87Fs3tF/old/articles.jsonl',118,1795820004075661358,X'b257ce9a2abb079278a6536378b98afb',4656748649712826648,1,0,0);
INSERT INTO file VALUES(2,'/tmp/tmp.1CU87Fs3tF/archive/articles.jsonl',1563,1795820004119775609,X'4fd68b221146095e940594afc7e35537',4656748649712826648,8,0,0);
INSERT INTO file VALUES(3,'/tmp/tmp.1CU87Fs3tF/archive/notes/2017-07-11-berlin.txt',86,1795820004119676590,X'607366f39dfe378aad6aa297a1ea9e75',7324704399229173408,1,0,0);
CREATE TABLE origin (
  file_id        INTEGER NOT NULL REFERENCES file(id),
  first_document INTEGER NOT NULL,
  last_document  INTEGER NOT NULL,
  PRIMARY KEY (file_id, first_document)
) STRICT, WITHOUT ROWID;
INSERT INTO origin VALUES(1,1,1);
INSERT INTO origin VALUES(1,8,8);
INSERT INTO origin VALUES(2,2,9);
INSERT INTO origin VALUES(3,10,10);
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
INSERT INTO run VALUES(1,'2026-11-27T22:53:24Z','2026-11-27T22:53:24Z','0.1.0','2008070eca5705a12645b068c522c495','{"paths":["old/articles.jsonl"],"gazetteer":["gaz"],"source_name":"news"}',1,0,0,0,0,0);
INSERT INTO run VALUES(2,'2026-11-27T22:53:24Z','2026-11-27T22:53:24Z','0.1.0','2008070eca5705a12645b068c522c495','{"paths":["archive/articles.jsonl"],"gazetteer":["gaz"],"source_name":"news"}',7,0,1,1,1,0);
INSERT INTO run VALUES(3,'2026-11-27T22:53:24Z','2026-11-27T22:53:24Z','0.1.0','2008070eca5705a12645b068c522c495','{"paths":["archive/notes"],"gazetteer":["gaz"],"source_name":"notes"}',1,0,0,0,0,0);
CREATE TABLE tagging (
  id             INTEGER PRIMARY KEY,
  gazetteer_hash TEXT NOT NULL,
  tool_version   TEXT NOT NULL,
  options        TEXT NOT NULL,            -- those that shape mentions
  print          BLOB                      -- of the gazetteer, to tell what changed; NULL: not known
) STRICT;
INSERT INTO tagging VALUES(1,'2008070eca5705a12645b068c522c495','0.1.0','',X'677a70020701000000000000000000000000000000000000000000000000000051293e820000000000000000000000000000000000000000000000000000000000000000001ebf42000000000000000000000000f781ade100000000000000000000000000000000000000000000000000000000ebf91c520b74d7650000000000000000000000000bcc98309cea570f00000000000000000000000000000000a561ecae00000000000000000000000034df95fc750460dc00000000000000000000000000000000000000000000000000000000bbedb14e000000001abb8c3d000000000000000000000000000000000000000000000000000000000000000035ec91dd00000000da81fdea000000000000000000000000000000000c057e0600000000016caa6e00000000fd92d0a9000000000000000000000000e9f4496100000000ae0edab80000000000000000000000000000000070ca97f900000000000000000000000000000000000000005f8d7e1f000000000000000000000000cc6ba72300000000000000000000000074530481000000000000000000000000000000000000000025a1095100000000fc9f2a1100000000c6cd23a00000000000000000000000000000000026dc2ea3d64639341c3fc07f000000000000000000000000b53de29dd61306440000000000000000000000000000000000000000000000005e36d28d000000000000000000000000000000000000000000000000f3bf721a00000000000000000000000000000000bff99644000000000000000000000000e6e9280000000000282fc8d70000000000000000000000000000000000000000d46eac5200000000000000000000000002d705100b74d7650000000000000000000000000ad0dc429cea570f00000000000000008eba6f1600000000000000004f090ae100000000000000004cb0caa184f35ea800000000000000000000000000000000000000000000000000000000d41e8251000000001abb8c3d0000000000000000000000000000000000000000000000000000000022e343c30000000000000000da81fdea00000000000000000000000000000000b832ed0700000000016caa6e00000000fd92d0a900000000e7a6457c000000000d120faf00000000ae0edab8000000000000000000000000000000004cdbb5b8000000000000000000000000000000001f37f5965f8d7e1f00000000000000003878c4920000000000000000cfeb7c99000000007453048100000000223013250000000000000000000000003d0e135100000000fc9f2a1100000000c6cd23a000000000aecf5ff300000000000000000000000000000000a955ea82000000003bc935af00000000b53de29df938b68b03afd1e40000000000000000000000000000000000000000127e4577');
CREATE TABLE tagged (
  first_document INTEGER PRIMARY KEY,      -- this one and all behind it, up to the next row's
  tagging_id     INTEGER NOT NULL REFERENCES tagging(id)
) STRICT;
INSERT INTO tagged VALUES(1,1);
CREATE TABLE ix_head (
  first_document INTEGER PRIMARY KEY,
  last_document  INTEGER NOT NULL,
  documents      INTEGER NOT NULL,         -- removed ones are not counted
  first_day      INTEGER,                  -- NULL when no document in it is dated
  last_day       INTEGER,
  heads          BLOB NOT NULL
) STRICT;
INSERT INTO ix_head VALUES(1,10,9,16801,17358,X'00000000000104948f02010001030b01000102c5080100010001d3080503040001040602');
CREATE TABLE ix_block (
  first_document INTEGER PRIMARY KEY REFERENCES ix_head(first_document),
  entities       BLOB NOT NULL
) STRICT;
INSERT INTO ix_block VALUES(1,X'0a01110d070311010711090008040101020201010102020101020101010603030105020101010101010103030408010102011001080401010202010101020201010201010100030409010101010804010102020101010202010102010101040401020101020101');
CREATE TABLE ix_position (
  id        INTEGER PRIMARY KEY,           -- first document of the block * 2^20 + number of the piece
  positions BLOB NOT NULL
) STRICT;
INSERT INTO ix_position VALUES(1048576,X'0a00130b07011300061308c1015861a101e102a207a20a30e20be20fe312e106e10161a105e103e107e107e105e1031021c1015861a101e102a207a20a30e20be20fe312e104e103a105c1015861a101e102a207a20a30e20be20fe312a1040108a106e102');
CREATE TABLE ix_segment (
  id             INTEGER PRIMARY KEY,
  first_document INTEGER NOT NULL,
  last_document  INTEGER NOT NULL,         -- newer documents are found by reading their blocks
  counts         BLOB                      -- of the last segment: in how many documents of all segments each entity
                                           -- stands, itself or an edition of it; a varint an entity, from 0 on
) STRICT;
CREATE TABLE ix_posting (
  id        INTEGER PRIMARY KEY,           -- segment * 2^32 + entity; of a finished answer minus that
  documents INTEGER NOT NULL,              -- entries of the list
  list      BLOB NOT NULL                  -- may name removed documents: the block says so
) STRICT;
CREATE TABLE ix_key (
  id   INTEGER PRIMARY KEY,                -- run * 2^32 + the hash of its first key; or -2 * run: what the run is; or -2 * run - 1:
                                           -- its filter
  keys BLOB NOT NULL
) STRICT;
INSERT INTO ix_key VALUES(-38,X'061b');
INSERT INTO ix_key VALUES(-37,X'002001220000000000004000048000c1001004002420000004000000800008000001000101104200820200060000000000100901050200401088000000090000');
INSERT INTO ix_key VALUES(-36,X'0109');
INSERT INTO ix_key VALUES(-35,X'000002100000000210000004040600080400220001000000000200082243001201400008010400a0100002004000008028080200282180000200000000010000');
INSERT INTO ix_key VALUES(-34,X'000a');
INSERT INTO ix_key VALUES(-30,X'0302');
INSERT INTO ix_key VALUES(-22,X'052d');
INSERT INTO ix_key VALUES(-20,X'0410');
INSERT INTO ix_key VALUES(-18,X'0201');
INSERT INTO ix_key VALUES(39668609906,X'0006');
INSERT INTO ix_key VALUES(42958791594,X'0005ab98fe85010f97bacd2602c0c98d9d0103e1a1cf5710a7bfa197020a90c9a8b8010ce5c29d5f09bcc5b36301c2a9c09e020690cf9db2010e80c0be5007c5a0ec190b9b80d1a40204e0b1af2b08c7d7f2350d');
INSERT INTO ix_key VALUES(47316647915,X'0021dd8597a5010dea92f90523fed8bc1c13c5d7ba0d0af989dd45180019dc9f8406048692eb03020005a78a900e2dcdfbb35b0bc29a9aa801169ae3dd3a10dc9b945a2ce1ebf08d011c93f3cc0211948f9b3a0c929a85381af6a1a2561edcace6181de580a6031b90aff9132a9cc59e2b14a4bacf1128ed9fa0022bd9c0de0820ed92946622edb78822099c82af8d0129c8a5c43a27ceb2ab0424c6cfe30b0889bebc0217bec44107e08fbe31030006d2d0f0141fd1f1981612e4b7bd270eabaaf77601f4a7b2130f9eceea022597e0ae1c26bebca54215');
INSERT INTO ix_key VALUES(65499015396,X'0001f99d9dfd0b02');
INSERT INTO ix_key VALUES(74178897749,X'000591a3f6af0103cfd7ab8b02049297e7f50109cccc860702f9a9e29501010008a6b7d2890106dc98a5c7010ae194aaeb0107');
INSERT INTO ix_key VALUES(77312812751,X'0001fafbb9060886b7afe30103e0ac9fd50107c0d5f7ef0204d886b9a00105ecb5b212029e9bb4ec0509fdaf200a');
INSERT INTO ix_key VALUES(81839775382,X'000785e58e2903998bea020ec7c6ad4411c5d6af0e0fdeeebf1704a9c5eae2010ccbd7910901fcf79d1108c5c7915f10a7afa9f10418e8c9911819bee7e42a06b3c1bc1413a1dcbc0d16c6e98d0d0bd1e9913909e2b7e51c0ab2f6e34912efbc83640d9cf8c01515df9d951517f4baf84f02b3d9ff5a1be1dabc1805858ec70c14a1e0e1ad011a');
CREATE INDEX entity_series ON entity(series_id) WHERE series_id IS NOT NULL;
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
CREATE VIEW v_file AS
SELECT f.id, f.path, f.size, strftime('%Y-%m-%dT%H:%M:%SZ', f.changed / 1000000000, 'unixepoch') AS changed,
       f.hash IS NOT NULL AS complete, f.documents, f.rejected, f.gone
FROM file f;
COMMIT;
