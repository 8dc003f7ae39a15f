// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the batches of a run come from, in an order that is the same whenever the run goes on.
//
// Thread rule: one thread.
#pragma once

#include "model/learning/training_core_p.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace stepmark {

/// Where a run stands between two steps. A source without epochs has one, which is the run.
struct RunPlace {
    int epoch = 0;                 ///< from 0
    std::int64_t batch = 0;        ///< batches done of it
    std::int64_t batches = 0;      ///< in all; 0: the epoch has not begun
    std::int64_t tokens = 0;       ///< through the network for those done
    std::int64_t epoch_tokens = 0; ///< for all of the epoch, as far as known
    std::int64_t step = 0;         ///< batches done of the run
    std::int64_t steps = 0;        ///< in all; 0: the run has not begun

    bool epochDone() const { return batches > 0 && batch == batches; }
    bool done() const { return steps > 0 && step == steps; }
    /// Share of the run, [0, 1].
    double share() const { return steps > 0 ? static_cast<double>(step) / static_cast<double>(steps) : 0; }
};

/// What the optimizer takes one step on.
struct Batch {
    std::vector<LossPack> packs;
    std::int64_t tokens = 0;
};

class ExampleSource {
public:
    virtual ~ExampleSource() = default;

    /// The batch at place(), the same one until advance(); an epoch begins with its first. Null at the end of the run.
    /// Throws Cancelled.
    virtual const Batch* next(const std::stop_token& stop) = 0;
    /// The batch is done.
    virtual void advance() = 0;
    virtual RunPlace place() const = 0;
    /// The batch at hand, for messages: "batch 3 of 40 of epoch 1".
    virtual std::string name() const = 0;

    /// What restore() needs to go on at place().
    virtual nlohmann::json state() const = 0;
    virtual void restore(const nlohmann::json& state) = 0;
};

} // namespace stepmark
