-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which candidates were drawn from a generator, whatever became of them: who draws again draws none twice. A generation is
-- everything that decides the samples of a problem; of each problem the samples 0 ... drawn - 1 were drawn.

CREATE TABLE generation (
    id INTEGER PRIMARY KEY,
    options TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE generated_problem (
    generation_id INTEGER NOT NULL REFERENCES generation (id),
    problem_id INTEGER NOT NULL REFERENCES problem_row (id),
    drawn INTEGER NOT NULL CHECK (drawn > 0),
    PRIMARY KEY (generation_id, problem_id)
) STRICT, WITHOUT ROWID;
