// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/session.h"
#include "model/domain/round_summary.h"
#include "ui/rounds/round_view.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace stepmark::desktop {

/// What the rounds page shows of a project.
struct RoundState {
    std::vector<RoundSummary> history; ///< by number
    std::optional<ui::UnfinishedRound> unfinished;
    int next_number = 1;
};
/// Storage thread.
RoundState roundState(Session& session);

/// What the form proposes: the newest round's choices with a seed of its own, that of Lightman et al. where there is
/// none. Storage thread.
RoundSpec proposedRound(Session& session);

/// The answer of `stepmarkctl round --plan`. What it does not say is left out.
ui::RoundEstimate estimateFrom(const QJsonObject& plan);

} // namespace stepmark::desktop
