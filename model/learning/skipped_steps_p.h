// SPDX-License-Identifier: GPL-3.0-or-later
//
// Optimizer steps that were not taken because loss or gradient was not finite. One now and then is passed over: weights
// and moments stay, the learning rate's schedule goes on. Ten in a row end the run.
//
// Thread rule: plain values.
#pragma once

#include "model/learning/training_core_p.h"

#include <cstdint>
#include <string>

namespace stepmark {

class SkippedSteps {
public:
    static constexpr int kMostInARow = 10;

    /// Takes note of a batch. Throws Error where it was the tenth in a row. `where`: "batch 3 of 40, epoch 1".
    void note(const BatchResult& batch, const std::string& where);
    /// Throws Error where steps were skipped and none was taken: nothing was learnt.
    void requireAny(std::int64_t taken) const;

    std::int64_t count() const { return m_count; }
    /// False while the last steps were skipped: what was saved before is what to go on from.
    bool goesWell() const { return m_in_a_row == 0; }
    /// For the log; empty where none was skipped.
    std::string text() const;
    /// Of a run that goes on.
    void restore(std::int64_t count) { m_count = count; }

private:
    [[noreturn]] void fail(const std::string& what) const;

    std::int64_t m_count = 0;
    int m_in_a_row = 0;
    std::string m_last; ///< where and why
};

} // namespace stepmark
