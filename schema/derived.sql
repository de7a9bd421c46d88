-- Derived: packed copies of what the tables of core.sql say, for fast answers. `gazet db rebuild` drops and makes
-- them again, with this very file. The bytes are described in include/gazet/block.h.

DROP TABLE IF EXISTS ix_key;
DROP TABLE IF EXISTS ix_run;
DROP TABLE IF EXISTS ix_count;
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

-- And where.
CREATE TABLE ix_position (
  first_document INTEGER PRIMARY KEY REFERENCES ix_head(first_document),
  positions      BLOB NOT NULL
) STRICT;

-- Postings are written for runs of whole blocks: a block lies inside one segment or behind the last one.
CREATE TABLE ix_segment (
  id             INTEGER PRIMARY KEY,
  first_document INTEGER NOT NULL,
  last_document  INTEGER NOT NULL          -- newer documents are found by reading their blocks
) STRICT;

-- Documents of an entity inside one segment.
CREATE TABLE ix_posting (
  segment_id INTEGER NOT NULL REFERENCES ix_segment(id),
  entity_id  INTEGER NOT NULL,
  documents  INTEGER NOT NULL,             -- entries of the list
  list       BLOB NOT NULL,                -- may name removed documents: the block says so
  PRIMARY KEY (segment_id, entity_id)
) STRICT, WITHOUT ROWID;

-- Documents of each entity in all segments, those of its editions among them: a varint an entity, 4096 to a row.
CREATE TABLE ix_count (
  first_entity INTEGER PRIMARY KEY,
  counts       BLOB NOT NULL
) STRICT;

-- Sorted runs of hashes by which rows are found. What is new makes a run of its own; runs of like size are
-- merged, so that there are few, and what is added is written a few times over, not what was there.
CREATE TABLE ix_run (
  id     INTEGER PRIMARY KEY,
  kind   INTEGER NOT NULL,                 -- enum gz_key_kind
  keys   INTEGER NOT NULL,
  filter BLOB                              -- what the run surely does not hold
) STRICT;

CREATE TABLE ix_key (
  id   INTEGER PRIMARY KEY,                -- run * 2^32 + the hash of its first key
  keys BLOB NOT NULL
) STRICT;
