// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rounds/round_view.h"

#include <QString>

namespace stepmark::ui {

/// "3 min left", "40 s left", "1 h 20 min left"; empty where unknown.
QString leftText(const std::optional<qint64>& left_ms);
/// "10,400 tokens/s"; empty where unknown.
QString rateText(double units_per_s, const QString& unit);
/// 0.812 -> "81.2 %"; nullopt -> "–".
QString shareText(const std::optional<double>& share);
/// 0.8123 -> "0.812"; nullopt -> "–".
QString valueText(const std::optional<double>& value);
/// Share done, 0 to 1, negative where unknown.
double shareOf(const JobView& job);
/// Queued, running or cancelling.
bool isActive(const JobView& job);

} // namespace stepmark::ui
