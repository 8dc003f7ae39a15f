// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/annotation.h"
#include "model/domain/ids.h"
#include "model/domain/rating.h"
#include "model/domain/review.h"

#include <QString>
#include <QtGlobal>

#include <optional>
#include <string>
#include <vector>

namespace stepmark::desktop {

/// One thing that the labeler did and that must reach the disk. Names all it needs, so that it stays true however late
/// it is written.
struct Write {
    enum class Kind {
        Serve,  ///< the solution came on screen: the queue gives it to nobody else
        Mark,   ///< a rating, or (without one) its taking back
        Finish, ///< the pass over the solution has ended
        Skip,   ///< left without a verdict
        Draft,  ///< flag or note of an open pass
        Reopen, ///< the labeler went back to a solution they had left
        Decide, ///< a reviewer's decision, or (verdict Withdraw) its taking back
    };
    Kind kind = Kind::Mark;
    LabelerId labeler = 0;
    SolutionId solution = 0;
    QueueItemId item = 0; ///< 0: not from a queue
    StepId step = 0;
    std::optional<Rating> rating;
    std::int64_t elapsed_ms = 0; ///< on the step
    bool model_visible = false;
    bool unsure = false;
    FinishReason reason = FinishReason::Open;
    std::string detail;        ///< why, of a bad problem or one given up
    std::int64_t total_ms = 0; ///< on the solution
    bool flagged = false;
    std::string note;
    Decision decision;           ///< Decide only
    std::string at;              ///< when it was done, ISO 8601 UTC
    std::int64_t pressed_ms = 0; ///< when it was done, on the clock of the window
};

/// What came of a list of writes: the first `done` are committed, the one after failed with `error` (empty: none did).
struct WriteReport {
    int done = 0;
    QString error;
    bool refused = false; ///< for good: the same write would fail again
};

} // namespace stepmark::desktop
