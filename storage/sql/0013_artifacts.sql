-- SPDX-License-Identifier: GPL-3.0-or-later
-- A run is a plan of nodes; what one has found is kept under its identity (model/run/plan.h), and is not done again.
CREATE TABLE artifact (
    identity TEXT NOT NULL PRIMARY KEY,
    part TEXT NOT NULL,
    spec TEXT NOT NULL,
    result TEXT NOT NULL,
    folder TEXT,
    seconds REAL NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- A round under way had its finished stages in its record. Of these, and of what is still to do, the place is the
-- identity: it was settled when the round began.
INSERT INTO artifact (identity, part, spec, result, folder, seconds, created_at)
    SELECT 'round ' || round.id || ', stage ' || stage.key, json_extract(stage.value, '$.name'), 'null',
        COALESCE(json_extract(stage.value, '$.result'), 'null'), NULL,
        CAST(COALESCE(json_extract(stage.value, '$.seconds'), 0) AS REAL),
        COALESCE(json_extract(round.record, '$.saved_at'), round.created_at)
    FROM round, json_each(CASE WHEN json_valid(round.record) THEN round.record ELSE '{}' END, '$.stages') AS stage
    WHERE round.state = 'begun' AND json_type(stage.value, '$.name') = 'text';

UPDATE round SET record = json_set(json_remove(record, '$.stages'),
        '$.saved_at', COALESCE(json_extract(record, '$.saved_at'), created_at),
        '$.plan', json((SELECT json_group_array(json_object('name', (part.key + 1) || ' ' || part.value, 'part', part.value,
                'spec', NULL, 'inputs', json(CASE WHEN part.key = 0 THEN '[]' ELSE json_array(
                    part.key || ' ' || json_extract(record, '$.plan[' || (part.key - 1) || ']')) END),
                'reads', '', 'folder', CASE part.value WHEN 'train' THEN json_extract(record, '$.out')
                    WHEN 'train ORM' THEN json_extract(record, '$.out') || '-orm' END,
                'identity', 'round ' || round.id || ', stage ' || part.key))
            FROM json_each(round.record, '$.plan') AS part)))
    WHERE state = 'begun' AND json_valid(record) AND json_type(record, '$.plan') = 'array';
