-- SPDX-License-Identifier: GPL-3.0-or-later
-- What reviewers decide, as events: a decision is taken back by a later one that names it, never changed.

CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    verdict TEXT NOT NULL CHECK (verdict IN ('rate', 'keep', 'withdraw')),
    kind TEXT NOT NULL CHECK (kind IN ('flag', 'disagreement', 'model', 'quality-control')),
    step_id INTEGER REFERENCES step (id),
    annotation_id INTEGER REFERENCES annotation (id),
    reviewer_id INTEGER NOT NULL REFERENCES labeler (id),
    rating INTEGER CHECK (rating IN (-1, 0, 1)),
    reason TEXT NOT NULL DEFAULT '',
    withdraws INTEGER UNIQUE REFERENCES decision (id),
    created_at TEXT NOT NULL,
    CHECK ((rating IS NOT NULL) = (verdict = 'rate')),
    CHECK ((withdraws IS NOT NULL) = (verdict = 'withdraw')),
    CHECK (step_id IS NOT NULL OR (annotation_id IS NOT NULL AND verdict <> 'rate'))
) STRICT;

CREATE INDEX decision_step ON decision (step_id, id);

CREATE INDEX decision_reviewer ON decision (reviewer_id, id);

CREATE TRIGGER decision_never_updated BEFORE UPDATE ON decision
BEGIN
    SELECT RAISE(ABORT, 'decisions are append-only');
END;

CREATE TRIGGER decision_never_deleted BEFORE DELETE ON decision
BEGIN
    SELECT RAISE(ABORT, 'decisions are append-only');
END;

-- INSERT OR REPLACE deletes without asking the trigger above, for an id or for the decision it withdraws.
CREATE TRIGGER decision_never_replaced BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id OR withdraws = NEW.withdraws)
BEGIN
    SELECT RAISE(ABORT, 'decisions are append-only');
END;

-- What reviewers are asked to look at: few rows of many.
CREATE INDEX annotation_flag ON annotation (id) WHERE flagged = 1 OR note <> '' OR finish_detail <> '';

CREATE INDEX alternative_flag ON alternative (annotation_id) WHERE flagged = 1;

CREATE INDEX annotation_finished ON annotation (solution_id, labeler_id)
    WHERE finish_reason IN ('solution', 'found_error');
