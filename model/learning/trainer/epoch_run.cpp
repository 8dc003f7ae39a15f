// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/trainer/epoch_run_p.h"

#include "model/domain/error.h"
#include "model/learning/trainer/epoch_source_p.h"
#include "model/learning/trainer/laps_p.h"
#include "model/learning/trainer/training_loop_p.h"

#include <algorithm>

namespace stepmark {

namespace {

constexpr double kNewest = 0.2; ///< weight of the newest batch in the loss that is shown

/// Tells who watches where the run stands.
class Shown : public Observer {
public:
    Shown(Subject subject, int epochs, const Laps& laps, ProgressThrottle& throttle)
        : m_subject(subject)
        , m_epochs(epochs)
        , m_laps(laps)
        , m_throttle(throttle) {}

    std::string_view name() const override { return "progress"; }
    nlohmann::json state() const override { return m_loss ? nlohmann::json(*m_loss) : nlohmann::json(); }
    void restore(const nlohmann::json& state) override { m_loss = state.get<double>(); }

    void stepped(const StepMade& step) override {
        if (step.result.stepped) {
            const double loss = step.result.sum.mean();
            m_loss = m_loss ? *m_loss + kNewest * (loss - *m_loss) : loss;
        }
        const double seconds = m_laps.lapSeconds();
        m_throttle.report({.stage = Stage::Training,
                           .subject = m_subject,
                           .epoch = step.place.epoch + 1,
                           .epochs = m_epochs,
                           .done = step.place.tokens,
                           .total = step.place.epoch_tokens,
                           .unit = Unit::Tokens,
                           .units_per_s = seconds > 0 ? static_cast<double>(step.place.tokens) / seconds : 0,
                           .loss = m_loss,
                           .skipped = step.skipped.count(),
                           .note = step.skipped.text()});
    }

private:
    Subject m_subject;
    int m_epochs;
    const Laps& m_laps;
    ProgressThrottle& m_throttle;
    std::optional<double> m_loss; ///< moving mean over the last batches
};

TrainReport reportOf(const ExampleSet& set, const Parts& parts, const Laps& laps, const RunTotals& totals) {
    TrainReport report;
    report.epochs = laps.reports();
    report.stopped_early = laps.stoppedEarly();
    report.optimizer_steps = totals.steps_taken;
    report.skipped_steps = totals.steps_skipped;
    report.seconds = totals.seconds;
    for (const Example* example : parts.train)
        report.ratings += example->units;
    double training_seconds = 0;
    for (const EpochReport& epoch : report.epochs)
        training_seconds += epoch.seconds;
    training_seconds = std::max(1e-9, training_seconds);
    report.tokens_per_s = static_cast<double>(laps.tokens()) / training_seconds;
    report.ratings_per_s =
        static_cast<double>(report.ratings) * static_cast<double>(report.epochs.size()) / training_seconds;
    report.fit = set.fit;
    report.data_fingerprint = set.fingerprint;
    return report;
}

} // namespace

TrainReport runEpochs(const ExampleSet& set, const TrainOptions& options, Subject subject, TrainingCore& core,
                      RunState& state, const std::stop_token& stop, ProgressSink progress) {
    const Parts parts = partsOf(set, options.validation_share);
    if (parts.train.empty())
        throw Error("There is nothing to train on: no labelled step outside the test split.");
    ProgressThrottle throttle(std::move(progress));
    EpochSource examples(parts.train, {.epochs = options.epochs,
                                       .batch_tokens = options.batch_tokens,
                                       .max_pack_tokens = options.max_pack_tokens,
                                       .seed = options.seed});
    Validator validator(core, parts.validation,
                        {.max_pack_tokens = options.max_pack_tokens,
                         .combined_tokens = combinedTokens(options.batch_tokens),
                         .score = set.score},
                        throttle);
    Laps laps(core, state, validator, {.every = 0, .patience = options.patience.value_or(0), .note = parts.note});
    Shown shown(subject, options.epochs, laps, throttle);
    const RunTotals totals =
        train({.core = core,
               .examples = examples,
               .schedule = {.peak = {.learning_rate = options.learning_rate}, .warmup_share = options.warmup_share},
               .state = state,
               .resume = (options.resume && state.exists()) || (options.resume_same && state.isSame()),
               .observers = {&laps, &shown}},
              stop);
    TrainReport report = reportOf(set, parts, laps, totals);
    report.best_epoch = laps.takeBest();
    report.tokens = examples.place().epoch_tokens + validator.tokens();
    return report;
}

} // namespace stepmark
