// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/round_summary.h"
#include "ui/rounds/round_view.h"

#include <QString>

namespace stepmark::ui {

/// "40 s", "2 min 10 s", "1 h 20 min": rounded as an estimate may be; "under a second".
QString durationText(double seconds);
QString aboutText(double seconds); ///< "about 3 min", "under a second"
/// "14.2 MB".
QString bytesText(std::int64_t bytes);
/// 0.812 -> "81.2 %"; nullopt -> "–".
QString shareText(const std::optional<double>& share);
/// 0.8123 -> "0.812"; nullopt -> "–".
QString valueText(const std::optional<double>& value);
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
