-- Keys are never used twice (AUTOINCREMENT): a row of the log may name a rule that is gone. Times are microseconds since 1970.
CREATE TABLE rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pattern TEXT NOT NULL,
    comment TEXT NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    created_us INTEGER NOT NULL
);

-- One row: how often the rules were changed.
CREATE TABLE rules_version (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL);
INSERT INTO rules_version (id, version) VALUES (1, 0);

CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    password_hash TEXT NOT NULL,
    security_stamp TEXT NOT NULL,
    created_us INTEGER NOT NULL
);
