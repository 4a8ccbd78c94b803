-- Reviews of demands, and batches with their challenge lists.

CREATE TABLE review (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT, WITHOUT ROWID;
CREATE TABLE batch (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT, WITHOUT ROWID;
