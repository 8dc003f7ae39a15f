-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why a solution was queued is a word as others are (model/domain/selection.h); one of them was a phrase for people.
UPDATE queue_item SET reason = 'convincing-wrong' WHERE reason = 'convincing wrong answer';
