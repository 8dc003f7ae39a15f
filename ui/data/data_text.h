// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread: they are words of its language.
#pragma once

#include "model/domain/rating.h"
#include "ui/data/data_view.h"
#include "ui/widgets/tone_color.h"

#include <QString>

#include <optional>

namespace stepmark::ui {

/// "right", "wrong", "not known", each with its sign.
QString verdictText(const std::optional<bool>& correct);
Tone verdictTone(const std::optional<bool>& correct);
/// "training", "validation", "test".
QString splitText(Split split);
/// "+", "○", "−" and the colour that goes with it.
QString markSign(Rating rating);
Tone toneOf(Rating rating);
/// 0.8712 -> "0.871"; nullopt -> "–".
QString scoreText(const std::optional<double>& score);
/// 4210 -> "4.2 s", 135000 -> "2 min 15 s".
QString durationText(qint64 ms);
/// A text of anybody's for a tooltip: QToolTip would guess rich text, so what it is given is rich text, escaped.
QString plainToolTip(const QString& text);
/// The whole solution as plain text, to be pasted elsewhere.
QString copyText(const SolutionDetail& detail);

} // namespace stepmark::ui
