-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a model has seen of the project, so that nothing of it counts as held out, whatever split a problem is moved to
-- later. Of a model older than this, or trained elsewhere, it is not known: knows_problems is 0 and the counts are NULL.

ALTER TABLE model ADD COLUMN knows_problems INTEGER NOT NULL DEFAULT 0 CHECK (knows_problems IN (0, 1));

ALTER TABLE model ADD COLUMN negative INTEGER;

ALTER TABLE model ADD COLUMN neutral INTEGER;

ALTER TABLE model ADD COLUMN positive INTEGER;

ALTER TABLE model ADD COLUMN validation_ratings INTEGER;

CREATE TABLE model_problem (
    model_id INTEGER NOT NULL REFERENCES model (id),
    problem_id INTEGER NOT NULL REFERENCES problem_row (id),
    use TEXT NOT NULL CHECK (use IN ('training', 'validation')),
    PRIMARY KEY (model_id, problem_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX model_problem_problem ON model_problem (problem_id);

-- How a model's scores were computed, a row a run: figures may differ by it. What was computed with is JSON.
CREATE TABLE scoring (
    id INTEGER PRIMARY KEY,
    model_id INTEGER NOT NULL REFERENCES model (id),
    split TEXT NOT NULL,
    steps INTEGER NOT NULL,
    computed TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX scoring_model ON scoring (model_id, id);

-- The split that a problem came with, where it was moved to another.
ALTER TABLE problem_row ADD COLUMN moved_from TEXT CHECK (moved_from IN ('train', 'validation', 'test'));
