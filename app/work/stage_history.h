// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long the stages of earlier rounds took, to estimate those of the next one by.
#pragma once

#include "app/work/work.h"
#include "model/learning/train.h"
#include "model/run/metrics_json.h"

#include <optional>
#include <string>
#include <vector>

namespace stepmark::work {

/// A stage that was measured: how long it took for how much.
struct Measured {
    double seconds = 0;
    Json result;
    std::string from; ///< "round 3", "job 17"

    /// Seconds for `amount` of what the stage's result counts as `key`; nullopt where it counted none.
    std::optional<double> secondsFor(const char* key, double amount) const;
};

/// One thread, that of its project.
class StageHistory {
public:
    /// `base` and `mode`: of the model whose stages are asked for.
    StageHistory(Work& work, std::filesystem::path base, TrainMode mode);

    /// The newest measurement of a part; nullopt where there is none.
    std::optional<Measured> of(Part part) const;
    /// The same, of a model of that base and mode only.
    std::optional<Measured> ofModel(Part part) const;
    /// Sampling, measured by a round or by a command of its own.
    std::optional<Measured> sampling() const;

private:
    struct Round {
        bool same_model; ///< its base and mode are those that are asked for
        std::string name;
        std::vector<StageReport> stages;
    };
    std::optional<Measured> newest(Part part, bool same_model) const;

    Work& m_work;
    std::string m_base, m_mode;
    std::vector<Round> m_rounds; ///< earlier ones, newest first
};

} // namespace stepmark::work
