// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>

namespace stepmark::ctl {

/// What a shell says of a program that SIGINT ended; ours return it for every interruption.
inline constexpr int kInterrupted = 130;

/// From now on the first SIGINT, SIGTERM or SIGHUP is a stop request, and a second one ends the process at once with
/// kInterrupted. To be called before any other thread is made. SIGHUP stays ignored where it is (nohup).
void stopOnSignals(std::stop_source stop);

} // namespace stepmark::ctl
