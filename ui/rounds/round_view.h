// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/ids.h"
#include "model/domain/loss_point.h"
#include "model/run/progress.h"
#include "model/run/round_spec.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace stepmark::ui {

/// What the form shows where nothing was chosen yet: a head, which is trained in no time.
inline RoundSpec firstRound() {
    RoundSpec spec;
    spec.train.mode = TrainMode::Head;
    return spec;
}

/// What a round would take, as far as anything tells.
struct RoundEstimate {
    struct Stage {
        Part part = Part::None;
        std::optional<double> seconds; ///< nullopt: never measured
        std::int64_t steps = 0, solutions = 0, optimizer_steps = 0;
        std::int64_t bytes = 0; ///< kept on disk
    };
    std::vector<Stage> stages;
    double seconds = 0; ///< of the stages that are known
    std::int64_t bytes = 0, temporary_bytes = 0, peak_bytes = 0;
    std::optional<std::int64_t> free_bytes;
    QStringList notes; ///< what the user should know before starting
};

/// A round that was begun and has not come to its end.
struct UnfinishedRound {
    int number = 0;
    std::vector<Part> done; ///< that are finished
    QDateTime saved;        ///< when it was last written down
};

} // namespace stepmark::ui
