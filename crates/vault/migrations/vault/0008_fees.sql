-- What experts are paid for a session.

CREATE TABLE fee (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT, WITHOUT ROWID;
