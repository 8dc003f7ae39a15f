-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tasks of the weak-to-strong workshop. A task is seen from the moment in which it has its fingerprint: until then its
-- rows are being written, or taken away, by the process that is named.
CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('classification', 'chess', 'preference', 'steps')),
    source TEXT NOT NULL,
    fingerprint TEXT,
    pid INTEGER NOT NULL,
    process TEXT NOT NULL,
    beat_at TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- What an example holds is JSON (model/tasks/example_json.cpp).
CREATE TABLE task_row (
    id INTEGER PRIMARY KEY,
    task_id INTEGER NOT NULL REFERENCES task (id),
    part TEXT NOT NULL CHECK (part IN ('train', 'test')),
    group_key INTEGER NOT NULL,
    example TEXT NOT NULL
) STRICT;

CREATE INDEX task_row_task ON task_row (task_id, part, group_key);
