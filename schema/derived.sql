-- Derived: packed copies of what `mention` says, for fast answers. `gazet db rebuild` drops and makes
-- them again, with this very file. The bytes are described in include/gazet/block.h.

DROP TABLE IF EXISTS ix_posting;
DROP TABLE IF EXISTS ix_segment;
DROP TABLE IF EXISTS ix_position;
DROP TABLE IF EXISTS ix_block;

CREATE TABLE ix_block (
  first_document INTEGER PRIMARY KEY,      -- blocks cover consecutive documents
  last_document  INTEGER NOT NULL,
  documents      INTEGER NOT NULL,         -- removed ones are not counted
  base_day       INTEGER NOT NULL,         -- the days inside are relative to it
  first_day      INTEGER,                  -- NULL when no document in it is dated
  last_day       INTEGER,
  entities       BLOB NOT NULL
) STRICT;

CREATE TABLE ix_position (
  first_document INTEGER PRIMARY KEY REFERENCES ix_block(first_document),
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
  entity_id  INTEGER NOT NULL,
  segment_id INTEGER NOT NULL REFERENCES ix_segment(id),
  documents  INTEGER NOT NULL,             -- entries of the list
  list       BLOB NOT NULL,                -- may name removed documents: the block says so
  PRIMARY KEY (entity_id, segment_id)
) STRICT, WITHOUT ROWID;
