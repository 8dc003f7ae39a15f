// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/progress.h"

#include "model/domain/error.h"

namespace stepmark {

void ProgressThrottle::report(const Progress& progress) {
    if (!m_sink)
        return;
    const auto now = std::chrono::steady_clock::now();
    const bool new_stage = progress.stage != m_stage;
    const bool last = progress.total > 0 && progress.done >= progress.total;
    if (!new_stage && !last && now - m_last < std::chrono::milliseconds(100))
        return;
    m_stage = progress.stage;
    m_last = now;
    m_sink(progress);
}

void throwIfStopped(const std::stop_token& stop) {
    if (stop.stop_requested())
        throw Cancelled();
}

} // namespace stepmark
