-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where models write their moves: the share of the test for which that was none that is legal. NULL: they score moves.
ALTER TABLE study_figure ADD COLUMN illegal REAL;
