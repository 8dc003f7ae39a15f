-- SPDX-License-Identifier: GPL-3.0-or-later
-- How well the models of a study name the first wrong step of a solution (F1 of ProcessBench): mean over seeds, and each.
ALTER TABLE study_figure ADD COLUMN first_error_f1 REAL;

ALTER TABLE study_figure ADD COLUMN first_error_f1_by_seed TEXT NOT NULL DEFAULT '[]';
