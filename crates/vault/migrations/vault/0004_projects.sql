-- Projects that were approved: what milestones, acceptances and terminations judge.

CREATE TABLE project (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT, WITHOUT ROWID;
