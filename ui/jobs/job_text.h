// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/job_view.h"

#include <QString>

#include <optional>

namespace stepmark::ui {

/// A job in the user's words, for whatever shows one. Any thread.
///
/// "about 3 min left", "about 40 s left", "about 1 h 20 min left"; empty where unknown.
QString leftText(const std::optional<qint64>& left_ms);
/// "10,400 tokens/s"; empty where unknown.
QString rateText(const Progress& progress);
/// Share done, 0 to 1, negative where unknown.
double shareOf(const JobView& job);
/// Why another job cannot begin: "A round is at work in this project: wait for its end, or cancel it."
QString busyText(JobKind running);
/// Queued, running or cancelling.
bool isActive(const JobView& job);

} // namespace stepmark::ui
