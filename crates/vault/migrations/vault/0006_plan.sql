-- Funding plans: the money of a batch, put together, approved by the city, issued.

CREATE TABLE plan (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT, WITHOUT ROWID;
