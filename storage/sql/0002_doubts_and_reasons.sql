-- SPDX-License-Identifier: GPL-3.0-or-later
-- A labeler may doubt a rating of theirs, and says why a problem is bad or was given up.

ALTER TABLE rating_event ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0 CHECK (unsure IN (0, 1));

ALTER TABLE annotation ADD COLUMN finish_detail TEXT NOT NULL DEFAULT '';

-- What a labeler left last, for undo across sessions.
CREATE INDEX queue_item_labeler ON queue_item (labeler_id, served_at);
