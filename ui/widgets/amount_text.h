// SPDX-License-Identifier: GPL-3.0-or-later
//
// Amounts in words. Main thread: they are words of its language.
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

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

} // namespace stepmark::ui
