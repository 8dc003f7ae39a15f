-- SPDX-License-Identifier: GPL-3.0-or-later
-- What lists of solutions are sorted and filtered by, kept beside each solution: asking every step for it would take
-- seconds on a large project. Marks and flags are kept current by triggers, the score by whoever scores.

ALTER TABLE solution ADD COLUMN score REAL NOT NULL DEFAULT -1;

ALTER TABLE solution ADD COLUMN marks INTEGER NOT NULL DEFAULT 0;

ALTER TABLE solution ADD COLUMN marked_at TEXT NOT NULL DEFAULT '';

ALTER TABLE solution ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0;

UPDATE solution SET
    marks = (SELECT COUNT(*) FROM annotation JOIN rating_event AS event ON event.annotation_id = annotation.id
             WHERE annotation.solution_id = solution.id AND event.rating IS NOT NULL AND NOT EXISTS (
                 SELECT 1 FROM rating_event AS later WHERE later.annotation_id = event.annotation_id
                 AND later.step_id = event.step_id AND later.id > event.id)),
    marked_at = COALESCE((SELECT MAX(event.created_at) FROM annotation
                          JOIN rating_event AS event ON event.annotation_id = annotation.id
                          WHERE annotation.solution_id = solution.id), ''),
    flagged = EXISTS (SELECT 1 FROM annotation WHERE annotation.solution_id = solution.id AND annotation.flagged = 1)
WHERE id IN (SELECT solution_id FROM annotation);

CREATE INDEX solution_by_problem ON solution (problem_id, id);

CREATE INDEX solution_by_score ON solution (score, id);

CREATE INDEX solution_by_answer ON solution (COALESCE(final_answer, ''), id);

CREATE INDEX solution_by_marks ON solution (marks, id);

CREATE INDEX solution_by_marked_at ON solution (marked_at, id);

CREATE INDEX solution_by_source ON solution (source);

-- A mark counts once a pass and step, whatever the number of changes of mind; one taken back does not count.
CREATE TRIGGER rating_event_counted AFTER INSERT ON rating_event
BEGIN
    UPDATE solution SET
        marks = marks + (NEW.rating IS NOT NULL) - COALESCE(
            (SELECT rating IS NOT NULL FROM rating_event WHERE annotation_id = NEW.annotation_id
             AND step_id = NEW.step_id AND id < NEW.id ORDER BY id DESC LIMIT 1), 0),
        marked_at = MAX(marked_at, NEW.created_at)
    WHERE id = (SELECT solution_id FROM annotation WHERE id = NEW.annotation_id);
END;

CREATE TRIGGER annotation_flag_added AFTER INSERT ON annotation WHEN NEW.flagged = 1
BEGIN
    UPDATE solution SET flagged = 1 WHERE id = NEW.solution_id;
END;

CREATE TRIGGER annotation_flag_changed AFTER UPDATE OF flagged ON annotation WHEN NEW.flagged <> OLD.flagged
BEGIN
    UPDATE solution SET flagged =
        EXISTS (SELECT 1 FROM annotation WHERE solution_id = NEW.solution_id AND flagged = 1)
    WHERE id = NEW.solution_id;
END;
