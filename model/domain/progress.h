// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace stepmark {

/// Where a long operation stands. `done` of `total` units of the stage; total 0 means unknown.
struct Progress {
    std::string stage;       ///< "importing", "training PRM, epoch 1 of 2"
    std::int64_t done = 0;   ///< units finished (rows, steps, tokens)
    std::int64_t total = 0;  ///< units in all, 0 where unknown
    std::string detail;      ///< short free text for the log: "loss 0.412"
    double loss = -1;        ///< last training loss, negative where there is none
    double units_per_s = 0;  ///< rate, 0 where unknown
    std::string unit = "";   ///< what is counted: "rows", "tokens"
};

/// Receives progress on the thread that does the work. May throw nothing.
using ProgressSink = std::function<void(const Progress&)>;

/// Lets at most ten reports a second through (and always the last one of a stage), so that callers may report as often as they like.
/// One thread.
class ProgressThrottle {
public:
    explicit ProgressThrottle(ProgressSink sink) : m_sink(std::move(sink)) {}
    void report(const Progress& progress);

private:
    ProgressSink m_sink;
    std::string m_stage;
    std::chrono::steady_clock::time_point m_last{};
};

/// Throws Cancelled if a stop was requested.
void throwIfStopped(const std::stop_token& stop);

} // namespace stepmark
