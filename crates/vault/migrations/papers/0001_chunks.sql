-- Papers as content-addressed chunks; only ever added, collected when nothing names them.

CREATE TABLE chunk (hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32), bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE paper (
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    position INTEGER NOT NULL,
    chunk BLOB NOT NULL REFERENCES chunk (hash),
    PRIMARY KEY (hash, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE paper_size (hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32), bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID;
