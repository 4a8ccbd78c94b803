-- What projects achieved: technologies, results, products, teams, young talent.

CREATE TABLE achievement (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT, WITHOUT ROWID;
