-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first schema. One statement ends with a semicolon and a blank line. Times are ISO 8601 in UTC; JSON is text.
-- Hashes are the first eight bytes of SHA-256, as a signed number.

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE problem (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    text_hash INTEGER NOT NULL,
    answer TEXT,
    reference_solution TEXT,
    split TEXT NOT NULL DEFAULT 'train' CHECK (split IN ('train', 'validation', 'test')),
    subject TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX problem_text ON problem (text_hash);

CREATE INDEX problem_key ON problem (key);

CREATE INDEX problem_split ON problem (split, id);

-- A step is its text after a given prefix: the child of its parent with that text. Rows are never changed.
CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    problem_id INTEGER NOT NULL REFERENCES problem (id),
    parent_id INTEGER REFERENCES step (id),
    depth INTEGER NOT NULL CHECK (depth >= 0),
    text TEXT NOT NULL,
    text_hash INTEGER NOT NULL,
    CHECK ((parent_id IS NULL) = (depth = 0))
) STRICT;

CREATE UNIQUE INDEX step_place ON step (problem_id, COALESCE(parent_id, 0), text_hash);

CREATE TABLE round (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    strategy TEXT NOT NULL,
    count INTEGER NOT NULL,
    wrong_share REAL NOT NULL,
    per_problem INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    candidates INTEGER NOT NULL,
    model_id INTEGER REFERENCES model (id),
    config TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE solution (
    id INTEGER PRIMARY KEY,
    problem_id INTEGER NOT NULL REFERENCES problem (id),
    leaf_id INTEGER REFERENCES step (id),
    final_answer TEXT,
    correct INTEGER CHECK (correct IN (0, 1)),
    source TEXT NOT NULL DEFAULT '',
    round_id INTEGER REFERENCES round (id),
    candidate INTEGER,
    extra TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX solution_problem ON solution (problem_id, candidate);

CREATE INDEX solution_leaf ON solution (leaf_id);

CREATE TABLE labeler (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL DEFAULT 'human',
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE annotation (
    id INTEGER PRIMARY KEY,
    solution_id INTEGER NOT NULL REFERENCES solution (id),
    labeler_id INTEGER NOT NULL REFERENCES labeler (id),
    round_id INTEGER REFERENCES round (id),
    purpose TEXT NOT NULL DEFAULT 'label' CHECK (purpose IN ('label', 'quality-control', 'screening')),
    phase INTEGER NOT NULL DEFAULT 2,
    finish_reason TEXT NOT NULL DEFAULT ''
        CHECK (finish_reason IN ('', 'solution', 'found_error', 'bad_problem', 'give_up')),
    flagged INTEGER NOT NULL DEFAULT 0 CHECK (flagged IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    total_ms INTEGER NOT NULL DEFAULT 0,
    patch TEXT NOT NULL DEFAULT '[]',
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX annotation_solution ON annotation (solution_id, labeler_id);

-- What a labeler was offered at each place of a solution, in order, and what they wrote themselves.
CREATE TABLE alternative (
    annotation_id INTEGER NOT NULL REFERENCES annotation (id),
    place INTEGER NOT NULL,
    human INTEGER NOT NULL CHECK (human IN (0, 1)),
    position INTEGER NOT NULL,
    step_id INTEGER NOT NULL REFERENCES step (id),
    chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)),
    flagged INTEGER CHECK (flagged IN (0, 1)),
    PRIMARY KEY (annotation_id, place, human, position)
) STRICT, WITHOUT ROWID;

-- The audit trail. A rating of NULL takes the labeler's earlier one back. The index answers "what does everybody say now of
-- this step" without touching the table.
CREATE TABLE rating_event (
    id INTEGER PRIMARY KEY,
    annotation_id INTEGER NOT NULL REFERENCES annotation (id),
    step_id INTEGER NOT NULL REFERENCES step (id),
    labeler_id INTEGER NOT NULL REFERENCES labeler (id),
    rating INTEGER CHECK (rating IN (-1, 0, 1)),
    elapsed_ms INTEGER NOT NULL DEFAULT 0,
    model_visible INTEGER NOT NULL DEFAULT 0 CHECK (model_visible IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX rating_event_step ON rating_event (step_id, labeler_id, id, rating);

CREATE INDEX rating_event_annotation ON rating_event (annotation_id, id);

CREATE TRIGGER rating_event_never_updated BEFORE UPDATE ON rating_event
BEGIN
    SELECT RAISE(ABORT, 'rating events are append-only');
END;

CREATE TRIGGER rating_event_never_deleted BEFORE DELETE ON rating_event
BEGIN
    SELECT RAISE(ABORT, 'rating events are append-only');
END;

-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER rating_event_never_replaced BEFORE INSERT ON rating_event
WHEN EXISTS (SELECT 1 FROM rating_event WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'rating events are append-only');
END;

CREATE TABLE queue_item (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES round (id),
    solution_id INTEGER NOT NULL REFERENCES solution (id),
    position INTEGER NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    purpose TEXT NOT NULL DEFAULT 'label' CHECK (purpose IN ('label', 'quality-control', 'screening')),
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'served', 'done', 'skipped')),
    labeler_id INTEGER REFERENCES labeler (id),
    served_at TEXT,
    UNIQUE (round_id, position)
) STRICT;

CREATE INDEX queue_item_state ON queue_item (state, round_id DESC, position);

CREATE INDEX queue_item_solution ON queue_item (solution_id);

CREATE TABLE model (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('prm', 'orm', 'generator', 'scores')),
    path TEXT NOT NULL,
    base TEXT NOT NULL DEFAULT '',
    round_id INTEGER REFERENCES round (id),
    config TEXT NOT NULL DEFAULT '{}',
    metrics TEXT NOT NULL DEFAULT '{}',
    data_fingerprint TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE step_score (
    model_id INTEGER NOT NULL REFERENCES model (id),
    step_id INTEGER NOT NULL REFERENCES step (id),
    negative REAL NOT NULL,
    neutral REAL NOT NULL,
    positive REAL NOT NULL,
    PRIMARY KEY (model_id, step_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE solution_score (
    model_id INTEGER NOT NULL REFERENCES model (id),
    solution_id INTEGER NOT NULL REFERENCES solution (id),
    score REAL NOT NULL,
    PRIMARY KEY (model_id, solution_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE evaluation (
    id INTEGER PRIMARY KEY,
    round_id INTEGER REFERENCES round (id),
    model_id INTEGER REFERENCES model (id),
    kind TEXT NOT NULL,
    metrics TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE job (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    arguments TEXT NOT NULL DEFAULT '{}',
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    pid INTEGER NOT NULL DEFAULT 0,
    host TEXT NOT NULL DEFAULT '',
    heartbeat_at TEXT,
    stage TEXT NOT NULL DEFAULT '',
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    message TEXT NOT NULL DEFAULT '',
    cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1)),
    result TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT
) STRICT;

CREATE INDEX job_state ON job (state, id);

CREATE TABLE job_log (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES job (id),
    line TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX job_log_job ON job_log (job_id, id);

-- Rows of files already imported, by fingerprint, and how often.
CREATE TABLE import_row (
    fingerprint BLOB NOT NULL PRIMARY KEY,
    times INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
