// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/round_summary.h"
#include "ui/rounds/round_view.h"
#include "ui/widgets/amount_text.h"

#include <QString>

namespace stepmark::ui {

QString stateText(RoundState state);
/// What the training of a finished round left out, and could not keep: a sentence each.
QStringList trainingNotes(const RoundSummary& round);
/// "convincing wrong, 80 %".
QString strategyText(const RoundSummary& round);
/// What its model had seen of the problems that it was evaluated on; empty where nothing, or nothing was evaluated.
QString seenText(const RoundSummary& round);
/// "Scored in bf16 with 2 threads on …"; empty where that is not known.
QString computedText(const RoundSummary& round);

} // namespace stepmark::ui
