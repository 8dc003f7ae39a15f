// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/skipped_steps_p.h"

#include "model/domain/coded_error.h"

namespace stepmark {

void SkippedSteps::note(const BatchResult& batch, const std::string& where) {
    if (batch.not_finite.empty()) {
        m_in_a_row = 0;
        return;
    }
    ++m_count;
    m_last = where + ": " + batch.not_finite + " is NaN or infinite";
    if (++m_in_a_row >= kMostInARow)
        fail(std::to_string(m_in_a_row) + " optimizer steps in a row could not be taken");
}

void SkippedSteps::requireAny(std::int64_t taken) const {
    if (m_count > 0 && taken == 0)
        fail("No optimizer step could be taken");
}

std::string SkippedSteps::text() const {
    return m_count == 0 ? std::string() : std::to_string(m_count) + " steps skipped, the last at " + m_last;
}

void SkippedSteps::fail(const std::string& what) const {
    throw CodedError(
        Fault::NotFinite, {},
        what + " (" + m_last +
            "). The run ends and makes no checkpoint. Start it again with a lower --learning-rate, or with "
            "--precision float32.");
}

} // namespace stepmark
