/* schema_1.h: the tables of schema 1.1 as gazet once made them, with a few rows, to be brought up to date. */
#ifndef GAZET_SCHEMA_1_H
#define GAZET_SCHEMA_1_H

static const char *const schema_1[] = {
	"CREATE TABLE source ( id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE ) STRICT;",
	"CREATE TABLE document ( id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES "
	"source(id), external_id TEXT NOT NULL, content_hash BLOB NOT NULL, duplicate_of INTEGER "
	"REFERENCES document(id), day INTEGER, precision INTEGER NOT NULL CHECK (precision "
	"BETWEEN 0 AND 3), title TEXT NOT NULL, url TEXT, language TEXT, text TEXT NOT NULL, "
	"UNIQUE (source_id, external_id) ) STRICT;",
	"CREATE INDEX document_content ON document(content_hash);",
	"CREATE INDEX document_duplicate ON document(duplicate_of) WHERE duplicate_of IS NOT "
	"NULL;",
	"CREATE INDEX document_coarse ON document(precision) WHERE precision IN (1, 2);",
	"CREATE TABLE entity ( id INTEGER PRIMARY KEY, entity TEXT NOT NULL UNIQUE, type TEXT NOT "
	"NULL CHECK (type IN ('person', 'country', 'org', 'place', 'event')), name TEXT NOT NULL, "
	"country_id INTEGER REFERENCES entity(id), series_id INTEGER REFERENCES entity(id), "
	"from_day INTEGER, to_day INTEGER ) STRICT;",
	"CREATE INDEX entity_series ON entity(series_id) WHERE series_id IS NOT NULL;",
	"CREATE TABLE name ( id INTEGER PRIMARY KEY, entity_id INTEGER NOT NULL REFERENCES "
	"entity(id), name TEXT NOT NULL, folded TEXT NOT NULL, UNIQUE (entity_id, name) ) STRICT;",
	"CREATE INDEX name_folded ON name(folded);",
	"CREATE TABLE mention ( document_id INTEGER NOT NULL REFERENCES document(id), field "
	"INTEGER NOT NULL CHECK (field IN (0, 1)), start INTEGER NOT NULL, length INTEGER NOT "
	"NULL, token INTEGER NOT NULL, tokens INTEGER NOT NULL, sentence INTEGER, entity_id "
	"INTEGER NOT NULL REFERENCES entity(id), name_id INTEGER NOT NULL REFERENCES name(id), "
	"via INTEGER NOT NULL REFERENCES via(id), score REAL NOT NULL, nested INTEGER NOT NULL "
	"CHECK (nested IN (0, 1)), PRIMARY KEY (document_id, field, start, length, entity_id) ) "
	"STRICT, WITHOUT ROWID;",
	"CREATE TABLE via ( id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE ) STRICT;",
	"CREATE TABLE run ( id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, "
	"tool_version TEXT NOT NULL, gazetteer_hash TEXT NOT NULL, options TEXT NOT NULL, added "
	"INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0, replaced INTEGER NOT "
	"NULL DEFAULT 0, duplicate INTEGER NOT NULL DEFAULT 0, undated INTEGER NOT NULL DEFAULT "
	"0, rejected INTEGER NOT NULL DEFAULT 0 ) STRICT;",
	"CREATE VIEW v_document AS SELECT d.id, s.name AS source, d.external_id AS doc, CASE "
	"d.precision WHEN 3 THEN date(d.day * 86400, 'unixepoch') WHEN 2 THEN strftime('%Y-%m', "
	"d.day * 86400, 'unixepoch') WHEN 1 THEN strftime('%Y', d.day * 86400, 'unixepoch') END "
	"AS date, d.title, d.url, d.language, d.duplicate_of, length(d.text) AS characters FROM "
	"document d JOIN source s ON s.id = d.source_id;",
	"CREATE VIEW v_mention AS SELECT m.document_id, v.source, v.doc, v.date, CASE m.field "
	"WHEN 0 THEN 'title' ELSE 'text' END AS field, m.start, m.start + m.length AS end, "
	"substr(CASE m.field WHEN 0 THEN d.title ELSE d.text END, m.start + 1, m.length) AS text, "
	"e.entity, e.name, e.type, via.name AS via, m.score, m.nested, m.sentence FROM mention m "
	"JOIN document d ON d.id = m.document_id JOIN v_document v ON v.id = m.document_id JOIN "
	"entity e ON e.id = m.entity_id JOIN via ON via.id = m.via;",
	"CREATE VIEW v_document_entity AS SELECT m.document_id, v.source, v.doc, v.date, "
	"e.entity, e.name, e.type, count(*) AS mentions FROM mention m JOIN v_document v ON v.id "
	"= m.document_id JOIN entity e ON e.id = m.entity_id GROUP BY m.document_id, m.entity_id;",
	"CREATE TABLE ix_block ( first_document INTEGER PRIMARY KEY, last_document INTEGER NOT "
	"NULL, documents INTEGER NOT NULL, base_day INTEGER NOT NULL, first_day INTEGER, last_day "
	"INTEGER, entities BLOB NOT NULL ) STRICT;",
	"CREATE TABLE ix_position ( first_document INTEGER PRIMARY KEY REFERENCES "
	"ix_block(first_document), positions BLOB NOT NULL ) STRICT;",
	"CREATE TABLE ix_segment ( id INTEGER PRIMARY KEY, first_document INTEGER NOT NULL, "
	"last_document INTEGER NOT NULL ) STRICT;",
	"CREATE TABLE ix_posting ( entity_id INTEGER NOT NULL, segment_id INTEGER NOT NULL "
	"REFERENCES ix_segment(id), documents INTEGER NOT NULL, list BLOB NOT NULL, PRIMARY KEY "
	"(entity_id, segment_id) ) STRICT, WITHOUT ROWID;",
	"INSERT INTO via VALUES (0, 'name'), (1, 'alias'), (5, 'surname');",
	"INSERT INTO source VALUES (1, 'test'), (2, 'other');",
	"INSERT INTO document VALUES (1, 1, 'a', zeroblob(16), NULL, 17354, 3, 'Russia', 'u', "
	"'en', 'Vladimir Putin of Russia. Putin again.'), (3, 1, 'b', "
	"x'01000000000000000000000000000000', NULL, NULL, 0, '', NULL, NULL, 'nothing'), (4, 2, "
	"'a', zeroblob(16), 1, 17300, 2, 'Russia', NULL, NULL, 'Vladimir Putin of Russia. Putin "
	"again.');",
	"INSERT INTO entity VALUES (1, 'person/vladimir-putin', 'person', 'Vladimir Putin', 2, "
	"NULL, NULL, NULL), (2, 'country/ru', 'country', 'Russia', NULL, NULL, NULL, NULL);",
	"INSERT INTO name VALUES (1, 1, 'Vladimir Putin', 'vladimir putin'), (2, 1, 'Putin', "
	"'putin'), (3, 2, 'Russia', 'russia'), (4, 2, 'Rüssland', 'russland'), (5, 2, 'U.S.S.R.', "
	"'u s s r');",
	"INSERT INTO mention VALUES (1, 0, 0, 6, 0, 1, NULL, 2, 3, 0, 0.95, 0), (1, 1, 0, 14, 0, "
	"2, 0, 1, 1, 0, 0.95, 0), (1, 1, 18, 6, 3, 1, 0, 2, 3, 0, 0.95, 1), (1, 1, 26, 5, 4, 1, "
	"1, 1, 2, 5, 0.8, 0), (4, 1, 0, 14, 0, 2, 0, 1, 1, 0, 0.95, 0);",
	"INSERT INTO run (started, finished, tool_version, gazetteer_hash, options) VALUES "
	"('2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', '0.1', 'hash-1', '{}');",
	"PRAGMA application_id = 1736074612;",
	"PRAGMA user_version = 1001;",
};

#endif
