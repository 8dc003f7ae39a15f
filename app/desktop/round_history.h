// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/session.h"
#include "ui/rounds/round_view.h"

#include <QString>

#include <vector>

namespace stepmark::desktop {

/// The rounds of the project with what their evaluations say, by number. Storage thread.
std::vector<ui::RoundRow> roundHistory(Session& session);

/// What the form proposes: the newest round's choices with a seed of its own, LVSS's where there is none.
ui::RoundRequest proposedRound(Session& session);

/// Fills what an evaluation of kind "round" says (JSON: labels, queued, wrong_share, step_auc, step_auc_within,
/// best_of_n, state) into the row; what it does not say stays as it is.
void readMetrics(const QByteArray& json, ui::RoundRow& row);

} // namespace stepmark::desktop
