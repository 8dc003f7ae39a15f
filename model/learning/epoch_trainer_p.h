// SPDX-License-Identifier: GPL-3.0-or-later
//
// Epochs over a set of examples: order by seed, batches, validation by problem, early stop, the best epoch kept, state
// saved and resumed. The same for PRM, ORM and generator.
//
// Thread rule: as llama_p.h.
#pragma once

#include "model/run/progress.h"
#include "model/learning/run_state_p.h"
#include "model/learning/skipped_steps_p.h"
#include "model/learning/supervision_p.h"
#include "model/learning/training_core_p.h"

namespace stepmark {

class EpochTrainer {
public:
    /// `options` decided; `core` fresh.
    EpochTrainer(const ExampleSet& set, const TrainOptions& options, TrainingCore& core, RunState& state);

    /// Trains to the end (or Cancelled, with the state saved). Afterwards the core holds the best epoch's weights.
    TrainReport run(const std::stop_token& stop, ProgressSink progress);

private:
    using Clock = std::chrono::steady_clock;

    std::int64_t combinedTokens() const;
    std::vector<std::vector<LossPack>> batchesOf(int epoch, const std::stop_token& stop) const;
    void trainEpoch(const std::stop_token& stop, ProgressThrottle& throttle);
    void finishEpoch(const std::stop_token& stop, ProgressThrottle& throttle);
    /// Trains batch `index` of `count`.
    void trainBatch(const std::vector<LossPack>& batch, std::int64_t index, std::int64_t count,
                    const std::stop_token& stop);
    /// False where some of it is not finite.
    bool validate(EpochReport& report, const std::stop_token& stop, ProgressThrottle& throttle);
    /// One problem: adds to the loss, appends the scores at its checks. False where some of it is not finite.
    bool validateOne(const Example& example, LossSum& sum, std::vector<double>& scores, const std::stop_token& stop);
    void save(const std::stop_token& stop = {});
    void restore();
    double elapsed() const;
    void report(ProgressThrottle& throttle, std::int64_t tokens_done) const;

    const ExampleSet& m_set;
    const TrainOptions& m_options;
    TrainingCore& m_core;
    RunState& m_state;
    const Parts m_parts;

    // Where the run stands; this is what is saved.
    int m_epoch = 0;          ///< from 0
    std::int64_t m_batch = 0; ///< batches done of this epoch
    LossSum m_epoch_loss;
    double m_epoch_seconds = 0, m_seconds_before = 0;
    int m_bad_epochs = 0;
    double m_best_loss = 0;
    std::int64_t m_tokens_done = 0;
    std::int64_t m_epoch_tokens = 0, m_validation_tokens = 0; ///< through the network
    SkippedSteps m_skipped;
    TrainReport m_report;

    Clock::time_point m_session_begin = Clock::now();
    double m_recent_loss = -1; ///< moving mean over the last batches, for who watches; negative: none yet
};

/// Where there is no AUC: why, as the report's note.
void sayWhyNoAuc(EpochReport& report);

/// AUC, overall and within a problem, of what is read at the examples' checks. `scores[i]` belongs to check i of all
/// examples in order.
void setAuc(EpochReport& report, const std::vector<const Example*>& examples, const std::vector<double>& scores);

} // namespace stepmark
