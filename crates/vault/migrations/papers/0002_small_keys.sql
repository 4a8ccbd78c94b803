-- The bytes of chunks leave the tree of their names: to find a name there, whole chunks were read and checked.

CREATE TABLE chunk_by_name (hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32), bytes BLOB NOT NULL) STRICT;
INSERT INTO chunk_by_name (hash, bytes) SELECT hash, bytes FROM chunk;

CREATE TABLE paper_of_chunks (
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    position INTEGER NOT NULL,
    chunk BLOB NOT NULL REFERENCES chunk_by_name (hash),
    PRIMARY KEY (hash, position)
) STRICT, WITHOUT ROWID;
INSERT INTO paper_of_chunks (hash, position, chunk) SELECT hash, position, chunk FROM paper;

DROP TABLE paper;
DROP TABLE chunk;
ALTER TABLE chunk_by_name RENAME TO chunk;
ALTER TABLE paper_of_chunks RENAME TO paper;
