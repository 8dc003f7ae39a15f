-- SPDX-License-Identifier: GPL-3.0-or-later
-- Quality control as in PRM800K: gold items, screening, blind overlap, several labelers.

ALTER TABLE round ADD COLUMN overlap_share REAL NOT NULL DEFAULT 0;

ALTER TABLE round ADD COLUMN overlap_labelers INTEGER NOT NULL DEFAULT 1;

ALTER TABLE round ADD COLUMN gold_items INTEGER NOT NULL DEFAULT 0;

-- A solution whose ratings are known, up to and including the first error. labeler_id: whose judgement it is; they are never
-- asked.
CREATE TABLE gold_item (
    id INTEGER PRIMARY KEY,
    solution_id INTEGER NOT NULL REFERENCES solution (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('quality-control', 'screening')),
    origin TEXT NOT NULL CHECK (origin IN ('annotation', 'oracle', 'file')),
    labeler_id INTEGER REFERENCES labeler (id),
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX gold_item_solution ON gold_item (solution_id);

CREATE TABLE gold_rating (
    gold_item_id INTEGER NOT NULL REFERENCES gold_item (id),
    step_id INTEGER NOT NULL REFERENCES step (id),
    rating INTEGER NOT NULL CHECK (rating IN (-1, 0, 1)),
    PRIMARY KEY (gold_item_id, step_id)
) STRICT, WITHOUT ROWID;

-- Into service and out of it; the last event counts.
CREATE TABLE gold_event (
    id INTEGER PRIMARY KEY,
    gold_item_id INTEGER NOT NULL REFERENCES gold_item (id),
    in_service INTEGER NOT NULL CHECK (in_service IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX gold_event_item ON gold_event (gold_item_id, id, in_service);

-- What became of a labeler; the last event counts, and who has none is admitted.
CREATE TABLE labeler_event (
    id INTEGER PRIMARY KEY,
    labeler_id INTEGER NOT NULL REFERENCES labeler (id),
    state TEXT NOT NULL CHECK (state IN ('admitted', 'screening', 'rejected', 'paused')),
    note TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX labeler_event_labeler ON labeler_event (labeler_id, id, state);

-- Rounds whose gold items have been mixed into a labeler's queue.
CREATE TABLE gold_deal (
    round_id INTEGER NOT NULL REFERENCES round (id),
    labeler_id INTEGER NOT NULL REFERENCES labeler (id),
    items INTEGER NOT NULL,
    PRIMARY KEY (round_id, labeler_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX annotation_control ON annotation (labeler_id, id) WHERE purpose <> 'label';

-- The queue anew: screening belongs to no round, gold items lie at the places of others, and some items are for one labeler.
CREATE TABLE new_queue_item (
    id INTEGER PRIMARY KEY,
    round_id INTEGER REFERENCES round (id),
    solution_id INTEGER NOT NULL REFERENCES solution (id),
    position INTEGER NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    purpose TEXT NOT NULL DEFAULT 'label' CHECK (purpose IN ('label', 'quality-control', 'screening')),
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'served', 'done', 'skipped')),
    labeler_id INTEGER REFERENCES labeler (id),
    served_at TEXT,
    reserved_for INTEGER REFERENCES labeler (id),
    opinion_withheld INTEGER NOT NULL DEFAULT 0 CHECK (opinion_withheld IN (0, 1)),
    CHECK ((round_id IS NULL) = (purpose = 'screening')),
    CHECK ((reserved_for IS NULL) = (purpose = 'label'))
) STRICT;

INSERT INTO new_queue_item (id, round_id, solution_id, position, reason, state, labeler_id, served_at)
SELECT id, round_id, solution_id, position, reason, state, labeler_id, served_at FROM queue_item;

DROP TABLE queue_item;

ALTER TABLE new_queue_item RENAME TO queue_item;

CREATE INDEX queue_item_state ON queue_item (state, round_id DESC, position);

CREATE INDEX queue_item_round ON queue_item (round_id, position);

CREATE INDEX queue_item_solution ON queue_item (solution_id);

CREATE INDEX queue_item_labeler ON queue_item (labeler_id, served_at);

CREATE INDEX queue_item_reserved ON queue_item (reserved_for, purpose, position) WHERE reserved_for IS NOT NULL;

-- Who is known by an import only has never sat here.
UPDATE labeler SET kind = 'import' WHERE kind = 'human'
    AND EXISTS (SELECT 1 FROM annotation WHERE annotation.labeler_id = labeler.id)
    AND NOT EXISTS (SELECT 1 FROM annotation WHERE annotation.labeler_id = labeler.id AND annotation.round_id IS NOT NULL);
