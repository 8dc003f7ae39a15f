-- SPDX-License-Identifier: GPL-3.0-or-later
-- A model that was trained to be compared with others stands aside: it is taken where it is named, and is never the
-- newest. Those of a grid are known by the folder that the grid had given them.
ALTER TABLE model ADD COLUMN aside INTEGER NOT NULL DEFAULT 0 CHECK (aside IN (0, 1));

UPDATE model SET aside = 1 WHERE path LIKE '%.models/grid/%';
