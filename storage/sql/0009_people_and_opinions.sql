-- SPDX-License-Identifier: GPL-3.0-or-later
-- Labelers are people or machines: agreement, screening, gold and pace are about people. And who says two things of one
-- step has two opinions: the later does not replace the earlier.

ALTER TABLE labeler_row ADD COLUMN machine INTEGER NOT NULL DEFAULT 0 CHECK (machine IN (0, 1));

-- Those that this program's own machines made; who is known from a file was taken for a person so far.
UPDATE labeler_row SET machine = 1 WHERE kind IN ('oracle', 'scores');

DROP VIEW labeler;

CREATE VIEW labeler AS SELECT
    id, name, kind, created_at, machine
FROM labeler_row
WHERE id < COALESCE((SELECT MIN(first) FROM hidden WHERE kind = 'labeler'), 9223372036854775807)
    OR id > COALESCE((SELECT last FROM hidden WHERE kind = 'labeler' AND first <= labeler_row.id
                      ORDER BY first DESC LIMIT 1), 0);

-- 1: stands beside what the labeler said of the step before, instead of replacing it.
ALTER TABLE rating_event_row ADD COLUMN beside INTEGER NOT NULL DEFAULT 0 CHECK (beside IN (0, 1));

DROP VIEW rating_event;

CREATE VIEW rating_event AS SELECT
    id, annotation_id, step_id, labeler_id, rating, elapsed_ms, model_visible, created_at, unsure, beside
FROM rating_event_row
WHERE id < COALESCE((SELECT MIN(first) FROM hidden WHERE kind = 'rating_event'), 9223372036854775807)
    OR id > COALESCE((SELECT last FROM hidden WHERE kind = 'rating_event' AND first <= rating_event_row.id
                      ORDER BY first DESC LIMIT 1), 0);

DROP INDEX rating_event_step;

CREATE INDEX rating_event_step ON rating_event_row (step_id, labeler_id, id, rating, beside);

CREATE INDEX rating_event_beside ON rating_event_row (step_id, labeler_id, id) WHERE beside = 1;
