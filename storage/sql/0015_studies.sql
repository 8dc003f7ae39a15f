-- SPDX-License-Identifier: GPL-3.0-or-later
-- Weak-to-strong studies: what was asked, the runs that they are made of (which they share), what came of them.
CREATE TABLE study (
    id INTEGER PRIMARY KEY,
    task TEXT NOT NULL,
    task_fingerprint TEXT NOT NULL,
    spec TEXT NOT NULL,
    models TEXT NOT NULL,
    figure TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('begun', 'done')),
    test_examples INTEGER,
    test_groups INTEGER,
    baseline REAL,
    created_at TEXT NOT NULL,
    finished_at TEXT
) STRICT;

CREATE UNIQUE INDEX study_asked ON study (task_fingerprint, spec);

-- One model that has learnt from one other, or from the truth. Judgements are float32, little-endian, one an item of
-- the task that has this fingerprint, in its order.
CREATE TABLE study_run (
    identity TEXT NOT NULL PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('supervisor', 'ceiling', 'student')),
    method TEXT NOT NULL,
    seed INTEGER NOT NULL,
    model TEXT NOT NULL,
    layers INTEGER NOT NULL,
    teacher TEXT,
    task_fingerprint TEXT NOT NULL,
    figure REAL,
    settings TEXT NOT NULL,
    course TEXT NOT NULL,
    tokens INTEGER NOT NULL,
    seconds REAL NOT NULL,
    train_judgements BLOB NOT NULL,
    test_judgements BLOB NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE study_member (
    study_id INTEGER NOT NULL REFERENCES study (id) ON DELETE CASCADE,
    identity TEXT NOT NULL,
    PRIMARY KEY (study_id, identity)
) STRICT;

CREATE INDEX study_member_run ON study_member (identity);

-- A run of each seed, as one. model, supervisor: places in the ladder, from 0. Intervals hold 95 %.
CREATE TABLE study_figure (
    study_id INTEGER NOT NULL REFERENCES study (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('supervisor', 'ceiling', 'student')),
    model INTEGER NOT NULL,
    supervisor INTEGER,
    method TEXT,
    figure REAL,
    figure_low REAL,
    figure_high REAL,
    by_seed TEXT NOT NULL,
    runs TEXT NOT NULL,
    gap REAL,
    gap_low REAL,
    gap_high REAL,
    pgr REAL,
    pgr_low REAL,
    pgr_high REAL,
    pgr_by_seed TEXT NOT NULL,
    no_pgr TEXT,
    agreement_right REAL,
    agreement_wrong REAL,
    PRIMARY KEY (study_id, place)
) STRICT;
