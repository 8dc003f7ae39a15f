-- SPDX-License-Identifier: GPL-3.0-or-later
-- Settings are what somebody has set; what programs note has places of its own. How far an unfinished round has come lies in its own row; it was a setting. What it was asked for is its config, which
-- lay in that setting, too.
ALTER TABLE round ADD COLUMN record TEXT;

-- The config is what was asked for and nothing else: mode and epochs, which are the training's, stood in it twice, and
-- who labels was one word.
UPDATE round SET config = json_set(json_remove(config, '$.mode', '$.epochs'), '$.labeler',
    json(CASE json_extract(config, '$.labeler')
        WHEN 'oracle' THEN '{"oracle":true}' WHEN 'scores' THEN '{"oracle":false}' ELSE 'null' END))
    WHERE CASE WHEN json_valid(config) THEN json_type(config, '$.labeler') END = 'text';

UPDATE round SET
    record = (SELECT json_remove(value, '$.request') FROM setting WHERE name = 'unfinished_round'),
    config = (SELECT COALESCE(json_extract(value, '$.request'), round.config) FROM setting
        WHERE name = 'unfinished_round')
    WHERE state = 'begun' AND id = (SELECT CASE WHEN json_valid(value) THEN json_extract(value, '$.round_id') END
        FROM setting WHERE name = 'unfinished_round');

-- A model whose first scoring is not done, and what it scores; the one whose scores the lists show; passes that a file
-- brought and that are not all gold yet.
CREATE TABLE unfinished_scoring (
    model_id INTEGER PRIMARY KEY REFERENCES model (id),
    split TEXT NOT NULL
) STRICT;

INSERT INTO unfinished_scoring (model_id, split)
    SELECT model.id, value FROM setting JOIN model ON name = 'unfinished_scores ' || model.id;

ALTER TABLE model ADD COLUMN listed INTEGER NOT NULL DEFAULT 0 CHECK (listed IN (0, 1));

UPDATE model SET listed = 1 WHERE EXISTS (SELECT 1 FROM setting WHERE name = 'listed_scores' AND value = '' || model.id);

CREATE TABLE gold_to_add (
    first_pass INTEGER PRIMARY KEY,
    last_pass INTEGER NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('quality-control', 'screening'))
) STRICT;

INSERT INTO gold_to_add (first_pass, last_pass, purpose)
    SELECT json_extract(pass.value, '$[0]'), json_extract(pass.value, '$[1]'), json_extract(setting.value, '$.purpose')
    FROM setting, json_each(setting.value, '$.passes') AS pass WHERE name = 'gold_to_add' AND setting.value <> '';

DELETE FROM setting WHERE name IN ('unfinished_round', 'listed_scores', 'gold_to_add')
    OR name GLOB 'unfinished_scores *';
