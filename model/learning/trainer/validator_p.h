// SPDX-License-Identifier: GPL-3.0-or-later
//
// How good a network is on examples that it does not learn from: loss, and AUC where they have checks.
//
// Thread rule: as transformer_p.h.
#pragma once

#include "model/learning/supervision_p.h"
#include "model/run/progress.h"

namespace stepmark {

class Validator {
public:
    struct Options {
        std::int64_t max_pack_tokens = 4096, combined_tokens = kCombinedTokens;
        ScoreOf score = nullptr; ///< what is read at a check; null where the examples have none
    };
    /// All of it outlives the validator.
    Validator(TrainingCore& core, const std::vector<const Example*>& examples, const Options& options,
              ProgressThrottle& progress)
        : m_core(core)
        , m_examples(examples)
        , m_options(options)
        , m_progress(progress) {}

    /// Sets the figures of `report`. False where some of it is not finite: then there are no figures, and the note says
    /// so. Does nothing without examples.
    bool validate(EpochReport& report, const std::stop_token& stop);
    /// Through the network in the last validate().
    std::int64_t tokens() const { return m_tokens; }
    void setTokens(std::int64_t tokens) { m_tokens = tokens; }

private:
    /// One problem: adds to the loss, appends the scores at its checks. False where some of it is not finite.
    bool validateOne(const Example& example, LossSum& sum, std::vector<double>& scores, const std::stop_token& stop);

    TrainingCore& m_core;
    const std::vector<const Example*>& m_examples;
    Options m_options;
    ProgressThrottle& m_progress;
    std::int64_t m_tokens = 0;
};

/// Where there is no AUC: why, as the report's note.
void sayWhyNoAuc(EpochReport& report);

} // namespace stepmark
