-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who works, and at what: a job names its process so that it can be asked for, and holds what it must have to itself; a
-- round says how far it has come.

-- Boot, process namespace and start of the process: a number that another process was given later is no living job.
ALTER TABLE job ADD COLUMN process TEXT NOT NULL DEFAULT '';

-- Counts as long as the job runs.
CREATE TABLE job_hold (
    what TEXT NOT NULL,
    job_id INTEGER NOT NULL REFERENCES job (id),
    PRIMARY KEY (what, job_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE round ADD COLUMN state TEXT NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'begun', 'done', 'given up'));

UPDATE round SET state = 'done' WHERE id IN (SELECT round_id FROM evaluation WHERE kind = 'round');

UPDATE round SET state = 'begun' WHERE id IN (SELECT json_extract(value, '$.round_id') FROM setting
    WHERE name = 'unfinished_round' AND json_valid(value));
