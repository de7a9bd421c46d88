-- Derived: packed copies of what the tables of core.sql say, for fast answers. `gazet db rebuild` drops and makes
-- them again, with this very file. The bytes are described in include/gazet/block.h.

DROP VIEW IF EXISTS v_cluster;
DROP TABLE IF EXISTS ix_cluster;
DROP TABLE IF EXISTS ix_sketch;
DROP TABLE IF EXISTS ix_key;
DROP TABLE IF EXISTS ix_posting;
DROP TABLE IF EXISTS ix_segment;
DROP TABLE IF EXISTS ix_position;
DROP TABLE IF EXISTS ix_block;
DROP TABLE IF EXISTS ix_head;

-- Blocks of consecutive documents: what they are.
CREATE TABLE ix_head (
  first_document INTEGER PRIMARY KEY,
  last_document  INTEGER NOT NULL,
  documents      INTEGER NOT NULL,         -- removed ones are not counted
  first_day      INTEGER,                  -- NULL when no document in it is dated
  last_day       INTEGER,
  heads          BLOB NOT NULL
) STRICT;

-- Which entities they mention.
CREATE TABLE ix_block (
  first_document INTEGER PRIMARY KEY REFERENCES ix_head(first_document),
  entities       BLOB NOT NULL
) STRICT;

-- And where: in pieces, so that pages are filled.
CREATE TABLE ix_position (
  id        INTEGER PRIMARY KEY,           -- first document of the block * 2^20 + number of the piece
  positions BLOB NOT NULL
) STRICT;

-- Postings are written for runs of whole blocks: a block lies inside one segment or behind the last one.
CREATE TABLE ix_segment (
  id             INTEGER PRIMARY KEY,
  first_document INTEGER NOT NULL,
  last_document  INTEGER NOT NULL,         -- newer documents are found by reading their blocks
  counts         BLOB                      -- of the last segment: in how many documents of all segments each entity
                                           -- stands, itself or an edition of it; a varint an entity, from 0 on
) STRICT;

-- Documents of an entity inside one segment. And, of an entity that stands in every eighth document of a segment or more,
-- what occurs with it: a finished answer, for those who would have to read most of the segment.
CREATE TABLE ix_posting (
  id        INTEGER PRIMARY KEY,           -- segment * 2^32 + entity; of a finished answer minus that
  documents INTEGER NOT NULL,              -- entries of the list
  list      BLOB NOT NULL                  -- may name removed documents: the block says so
) STRICT;

-- Sorted runs of hashes by which rows are found. What is new makes a run of its own; runs of like size are
-- merged, so that there are few, and what is added is written a few times over, not what was there.
CREATE TABLE ix_key (
  id   INTEGER PRIMARY KEY,                -- run * 2^32 + the hash of its first key; or -2 * run: what the run is; or -2 * run - 1:
                                           -- its filter
  keys BLOB NOT NULL
) STRICT;

-- What documents resemble each other by: six bits of each of 64 hashes of their shingles (src/text/sketch.c), 48
-- bytes a document, of 32 consecutive ones together.
CREATE TABLE ix_sketch (
  id   INTEGER PRIMARY KEY,                -- documents 32 * id + 1 to 32 * id + 32
  rows BLOB NOT NULL                       -- zeros: no such document; left out at the end
) STRICT;

-- Documents that have near-duplicates or duplicates. The row of document 0 says up to which document they were
-- compared; 0: all have to be compared anew.
CREATE TABLE ix_cluster (
  document_id INTEGER PRIMARY KEY,
  cluster_id  INTEGER NOT NULL             -- the first document of its cluster
) STRICT;

CREATE VIEW v_cluster AS
SELECT c.cluster_id AS cluster, d.*
FROM ix_cluster c JOIN v_document d ON d.id = c.document_id;
