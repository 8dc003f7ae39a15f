-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why a solution was queued is one of the words of model/domain/selection.h, or NULL where nobody says: items for
-- screening, and whatever an older version had written that is none of them. SQLite adds no check to a column that is
-- there: the queue anew, as it is.
CREATE TABLE new_queue_item (
    id INTEGER PRIMARY KEY,
    round_id INTEGER REFERENCES round (id),
    solution_id INTEGER NOT NULL REFERENCES solution_row (id),
    position INTEGER NOT NULL,
    reason TEXT CHECK (reason IN ('convincing-wrong', 'convincing', 'uniform', 'uncertain')),
    purpose TEXT NOT NULL DEFAULT 'label' CHECK (purpose IN ('label', 'quality-control', 'screening')),
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'served', 'done', 'skipped')),
    labeler_id INTEGER REFERENCES labeler_row (id),
    served_at TEXT,
    reserved_for INTEGER REFERENCES labeler_row (id),
    opinion_withheld INTEGER NOT NULL DEFAULT 0 CHECK (opinion_withheld IN (0, 1)),
    CHECK ((round_id IS NULL) = (purpose = 'screening')),
    CHECK ((reserved_for IS NULL) = (purpose = 'label'))
) STRICT;

INSERT INTO new_queue_item (id, round_id, solution_id, position, reason, purpose, state, labeler_id, served_at,
    reserved_for, opinion_withheld)
SELECT id, round_id, solution_id, position,
    CASE WHEN reason IN ('convincing-wrong', 'convincing', 'uniform', 'uncertain') THEN reason END,
    purpose, state, labeler_id, served_at, reserved_for, opinion_withheld FROM queue_item;

DROP TABLE queue_item;

ALTER TABLE new_queue_item RENAME TO queue_item;

CREATE INDEX queue_item_state ON queue_item (state, round_id DESC, position);

CREATE INDEX queue_item_round ON queue_item (round_id, position);

CREATE INDEX queue_item_solution ON queue_item (solution_id);

CREATE INDEX queue_item_labeler ON queue_item (labeler_id, served_at);

CREATE INDEX queue_item_reserved ON queue_item (reserved_for, purpose, position) WHERE reserved_for IS NOT NULL;
