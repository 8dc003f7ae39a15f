-- SPDX-License-Identifier: GPL-3.0-or-later
-- An import names its process as a job does, so that it can be asked for.

ALTER TABLE import_run ADD COLUMN process TEXT NOT NULL DEFAULT '';
