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
#include <variant>

namespace stepmark::desktop {

/// One thing that was done in the window and must reach the disk. Names all it needs, so that it stays true however
/// late it is written. A plain value, any thread.
struct Write {
    /// The solution came on screen: the queue gives it to nobody else.
    struct Serve {};
    /// A rating, or (without one) its taking back.
    struct Mark {
        StepId step = 0;
        std::optional<Rating> rating;
        std::int64_t elapsed_ms = 0; ///< on the step
        bool model_visible = false;
        bool unsure = false;
    };
    /// The pass over the solution has ended.
    struct Finish {
        FinishReason reason = FinishReason::Open;
        std::string detail;        ///< why, of a bad problem or one given up
        std::int64_t total_ms = 0; ///< on the solution
        bool flagged = false;
        std::string note;
    };
    /// Left without a verdict.
    struct Skip {
        std::int64_t total_ms = 0; ///< on the solution
        bool flagged = false;
        std::string note;
    };
    /// Flag or note of an open pass.
    struct Draft {
        bool flagged = false;
        std::string note;
    };
    /// The labeler went back to a solution they had left.
    struct Reopen {};
    /// A reviewer's decision, or (verdict Withdraw) its taking back.
    struct Decide {
        Decision decision;
    };
    using Deed = std::variant<Serve, Mark, Finish, Skip, Draft, Reopen, Decide>;

    LabelerId labeler = 0;
    SolutionId solution = 0;
    QueueItemId item = 0; ///< 0: not from a queue
    Deed deed;
    std::string at;              ///< when it was done, ISO 8601 UTC
    std::int64_t pressed_ms = 0; ///< when it was done, on the clock of the window

    template <class D>
    const D* as() const {
        return std::get_if<D>(&deed);
    }
    template <class D>
    bool is() const {
        return std::holds_alternative<D>(deed);
    }
};

/// What came of a list of writes: the first `done` are committed, the one after failed with `error` (empty: none did).
struct WriteReport {
    int done = 0;
    QString error;
    bool refused = false; ///< for good: the same write would fail again
};

} // namespace stepmark::desktop
