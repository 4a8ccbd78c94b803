-- The office's books: units and their merges, numbers of experts kept apart, a sponsor's choice of a race, what a human
-- said about things that may be there twice, and projects that other programmes supported.

CREATE TABLE unit (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT, WITHOUT ROWID;
CREATE TABLE unit_merge (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT, WITHOUT ROWID;
CREATE TABLE identity (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT, WITHOUT ROWID;
CREATE TABLE race (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT, WITHOUT ROWID;
CREATE TABLE twice (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT, WITHOUT ROWID;
CREATE TABLE supported (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT, WITHOUT ROWID;
