// SPDX-License-Identifier: GPL-3.0-or-later
//
// A run in laps: an epoch each, or so many steps. At the end of each the network is validated; the best lap's weights
// are kept, and the run ends early where no lap gets better.
//
// Thread rule: as observer_p.h.
#pragma once

#include "model/learning/run_state_p.h"
#include "model/learning/trainer/observer_p.h"
#include "model/learning/trainer/validator_p.h"

namespace stepmark {

class Laps : public Observer {
public:
    struct Options {
        std::int64_t every = 0; ///< steps a lap; 0: an epoch is one
        int patience = 0;       ///< laps without a better loss before the run ends; 0: it never does
        std::string note;       ///< why nothing validates
    };
    Laps(TrainingCore& core, RunState& state, Validator& validator, Options options)
        : m_core(core)
        , m_state(state)
        , m_validator(validator)
        , m_options(std::move(options)) {}

    void stepped(const StepMade& step) override;
    bool between(const RunPlace& place, const std::stop_token& stop) override;
    std::string_view name() const override { return "laps"; }
    nlohmann::json state() const override;
    void restore(const nlohmann::json& state) override;

    /// After the run: gives the core the best lap's weights and returns its number, from 1.
    int takeBest();
    /// Of each lap; EpochReport::epoch is its number.
    const std::vector<EpochReport>& reports() const { return m_reports; }
    bool stoppedEarly() const { return m_stopped_early; }
    double lapSeconds() const { return m_seconds; }  ///< of the steps of the lap under way
    std::int64_t tokens() const { return m_tokens; } ///< trained on, of the whole run

private:
    void finish(const RunPlace& place, const std::stop_token& stop);

    TrainingCore& m_core;
    RunState& m_state;
    Validator& m_validator;
    Options m_options;

    std::int64_t m_steps = 0; ///< of the lap under way; so the next two
    LossSum m_loss;
    double m_seconds = 0;
    std::int64_t m_tokens = 0;
    std::vector<EpochReport> m_reports;
    int m_best = 0; ///< lap, from 1; 0: none yet
    double m_best_loss = 0;
    int m_bad = 0; ///< laps since the best
    bool m_stopped_early = false;
};

} // namespace stepmark
