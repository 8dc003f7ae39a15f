-- SPDX-License-Identifier: GPL-3.0-or-later
-- An import writes in small transactions, and is all or nothing all the same: the rows of a run that is under way are
-- hidden. Hidden rows are ranges of ids; everybody reads the views without them, and only who writes names the tables.

CREATE TABLE import_run (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL DEFAULT 'writing' CHECK (state IN ('writing', 'given-up', 'published', 'done')),
    job_id INTEGER NOT NULL DEFAULT 0,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    beat_at TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX import_run_open ON import_run (id) WHERE state <> 'done';

CREATE TABLE hidden (
    kind TEXT NOT NULL CHECK (kind IN ('problem', 'step', 'solution', 'annotation', 'rating_event', 'labeler')),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    run_id INTEGER NOT NULL REFERENCES import_run (id),
    PRIMARY KEY (kind, first)
) STRICT, WITHOUT ROWID;

-- What a run does to rows that were there before it, once it is published: fields that a problem lacked, and solutions
-- whose marks are to be counted again.
CREATE TABLE import_fill (
    problem_id INTEGER PRIMARY KEY REFERENCES problem (id),
    key TEXT NOT NULL,
    answer TEXT,
    reference_solution TEXT,
    subject TEXT NOT NULL
) STRICT;

CREATE TABLE import_recount (
    solution_id INTEGER PRIMARY KEY REFERENCES solution (id)
) STRICT;

-- Rows of files already imported, by fingerprint: how many each run added.
CREATE TABLE new_import_row (
    fingerprint BLOB NOT NULL,
    run_id INTEGER NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (fingerprint, run_id)
) STRICT, WITHOUT ROWID;

INSERT INTO new_import_row (fingerprint, run_id, times) SELECT fingerprint, 0, times FROM import_row;

DROP TABLE import_row;

ALTER TABLE new_import_row RENAME TO import_row;

CREATE INDEX import_row_run ON import_row (run_id) WHERE run_id <> 0;

ALTER TABLE problem RENAME TO problem_row;

ALTER TABLE step RENAME TO step_row;

ALTER TABLE solution RENAME TO solution_row;

ALTER TABLE annotation RENAME TO annotation_row;

ALTER TABLE rating_event RENAME TO rating_event_row;

ALTER TABLE labeler RENAME TO labeler_row;

-- The first comparison is all there is to do for a row while nothing is hidden, or for one older than what is.
CREATE VIEW problem AS SELECT
    id, key, text, text_hash, answer, reference_solution, split, subject, created_at
FROM problem_row
WHERE id < COALESCE((SELECT MIN(first) FROM hidden WHERE kind = 'problem'), 9223372036854775807)
    OR id > COALESCE((SELECT last FROM hidden WHERE kind = 'problem' AND first <= problem_row.id
                      ORDER BY first DESC LIMIT 1), 0);

CREATE VIEW step AS SELECT
    id, problem_id, parent_id, depth, text, text_hash
FROM step_row
WHERE id < COALESCE((SELECT MIN(first) FROM hidden WHERE kind = 'step'), 9223372036854775807)
    OR id > COALESCE((SELECT last FROM hidden WHERE kind = 'step' AND first <= step_row.id
                      ORDER BY first DESC LIMIT 1), 0);

CREATE VIEW solution AS SELECT
    id, problem_id, leaf_id, final_answer, correct, source, round_id, candidate, extra, created_at, score, marks,
    marked_at, flagged
FROM solution_row
WHERE id < COALESCE((SELECT MIN(first) FROM hidden WHERE kind = 'solution'), 9223372036854775807)
    OR id > COALESCE((SELECT last FROM hidden WHERE kind = 'solution' AND first <= solution_row.id
                      ORDER BY first DESC LIMIT 1), 0);

CREATE VIEW annotation AS SELECT
    id, solution_id, labeler_id, round_id, purpose, phase, finish_reason, flagged, note, total_ms, patch,
    created_at, finish_detail
FROM annotation_row
WHERE id < COALESCE((SELECT MIN(first) FROM hidden WHERE kind = 'annotation'), 9223372036854775807)
    OR id > COALESCE((SELECT last FROM hidden WHERE kind = 'annotation' AND first <= annotation_row.id
                      ORDER BY first DESC LIMIT 1), 0);

CREATE VIEW rating_event AS SELECT
    id, annotation_id, step_id, labeler_id, rating, elapsed_ms, model_visible, created_at, unsure
FROM rating_event_row
WHERE id < COALESCE((SELECT MIN(first) FROM hidden WHERE kind = 'rating_event'), 9223372036854775807)
    OR id > COALESCE((SELECT last FROM hidden WHERE kind = 'rating_event' AND first <= rating_event_row.id
                      ORDER BY first DESC LIMIT 1), 0);

CREATE VIEW labeler AS SELECT
    id, name, kind, created_at
FROM labeler_row
WHERE id < COALESCE((SELECT MIN(first) FROM hidden WHERE kind = 'labeler'), 9223372036854775807)
    OR id > COALESCE((SELECT last FROM hidden WHERE kind = 'labeler' AND first <= labeler_row.id
                      ORDER BY first DESC LIMIT 1), 0);

-- Events of a run that was given up may go, and they only: what was once seen is never hidden.
DROP TRIGGER rating_event_never_deleted;

CREATE TRIGGER rating_event_never_deleted BEFORE DELETE ON rating_event_row
WHEN OLD.id > COALESCE((SELECT last FROM hidden WHERE kind = 'rating_event' AND first <= OLD.id ORDER BY first DESC LIMIT 1), 0)
BEGIN
    SELECT RAISE(ABORT, 'rating events are append-only');
END;

CREATE TRIGGER hidden_never_seen BEFORE INSERT ON hidden WHEN NEW.kind = 'rating_event'
    AND EXISTS (SELECT 1 FROM rating_event_row WHERE id BETWEEN NEW.first AND NEW.last)
BEGIN
    SELECT RAISE(ABORT, 'rating events are append-only');
END;

CREATE TRIGGER hidden_never_grown BEFORE UPDATE ON hidden WHEN NEW.kind <> OLD.kind OR NEW.first <> OLD.first
    OR (NEW.kind = 'rating_event' AND NEW.last > OLD.last
        AND EXISTS (SELECT 1 FROM rating_event_row WHERE id BETWEEN OLD.last + 1 AND NEW.last))
BEGIN
    SELECT RAISE(ABORT, 'rating events are append-only');
END;

-- A hidden mark is counted when its run is published. The earlier mark is looked for by the index over steps: a pass may
-- hold as many marks as a solution has steps, and the plus keeps SQLite from walking them all.
DROP TRIGGER rating_event_counted;

CREATE TRIGGER rating_event_counted AFTER INSERT ON rating_event_row
WHEN NEW.id > COALESCE((SELECT last FROM hidden WHERE kind = 'rating_event' AND first <= NEW.id ORDER BY first DESC LIMIT 1), 0)
BEGIN
    UPDATE solution_row SET
        marks = marks + (NEW.rating IS NOT NULL) - COALESCE(
            (SELECT rating IS NOT NULL FROM rating_event_row WHERE step_id = NEW.step_id
             AND labeler_id = NEW.labeler_id AND +annotation_id = NEW.annotation_id AND id < NEW.id
             ORDER BY id DESC LIMIT 1), 0),
        marked_at = MAX(marked_at, NEW.created_at)
    WHERE id = (SELECT solution_id FROM annotation_row WHERE id = NEW.annotation_id);
END;
