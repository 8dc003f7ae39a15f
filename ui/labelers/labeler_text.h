// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread: they are words of its language.
#pragma once

#include "ui/labelers/labeler_view.h"
#include "ui/widgets/tone_color.h"

#include <QString>

namespace stepmark::ui {

/// "✓ admitted", "… screening, 12 of 30", "✗ not admitted, 18 of 30 right", "‖ paused": sign and word.
QString stateText(const LabelerRow& row);
/// Why somebody's state is what it is: what Stepmark notes itself in the user's language, what others noted as it is.
QString noteText(const QString& note);
/// "✓ holds", "△ below 75 %, too few to tell", "✗ slipping", "–".
QString standingText(Standing standing, const QualityRules& rules);
Tone toneOf(LabelerState state);
Tone toneOf(Standing standing);
/// "18 of 20, 90.0 %"; "–" for none.
QString goldText(const GoldTally& tally);
/// "68.3 to 98.8 %"; "–" for none.
QString intervalText(const GoldTally& tally);

} // namespace stepmark::ui
