// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/objectives/ballot_objective_p.h"
#include "model/learning/options_p.h"
#include "model/learning/speed_p.h"
#include "model/learning/trainer/epoch_source_p.h"
#include "model/learning/weakstrong/fine_tune_p.h"

#include <algorithm>

namespace stepmark {

namespace {

constexpr std::size_t kMeasured = 32; ///< examples that tell the speed
constexpr double kPoints = 3;         ///< of the course, beside its end

/// The first examples with their true labels.
std::vector<LossPack> measuredPacks(const Task& task, const Pupil& pupil, const TrainOptions& train,
                                    const std::stop_token& stop) {
    std::vector<Taught> first;
    for (std::size_t place = 0; place < std::min(kMeasured, task.train.size()); ++place)
        first.push_back({place, task.train[place].truth, task.train[place].truth});
    const std::vector<Example> examples = taught(task, pupil.texts, first, &Taught::truth);
    std::vector<const Example*> list;
    for (const Example& one : examples)
        list.push_back(&one);
    return packExamples(list, train.max_pack_tokens, combinedTokens(train.batch_tokens), stop);
}

} // namespace

FineTuneCost fineTuneCost(const Task& task, const LadderModel& model, std::size_t examples,
                          const LearnOptions& options, const std::stop_token& stop) {
    FineTuneCost cost;
    if (task.train.empty())
        return cost;
    LowerStates none(0); // what the lower layers make of all texts is not computed to say what it would cost
    ProgressThrottle quiet({});
    const BallotObjective objective(isChoice(task.kind), toldLoss, 0, 0, false); // whatever is learnt costs the same
    Pupil pupil(task, model, options, objective, none, stop, quiet);
    const TrainOptions train = trainOptions(options, pupil.texts.train, pupil.folder);
    const Speed speed = measuredSpeed(pupil.core, measuredPacks(task, pupil, train, stop), true, stop);

    const double rows = static_cast<double>(examples), all = static_cast<double>(task.train.size());
    const double learnt = static_cast<double>(tokensOf(pupil.texts.train)) * rows / all * options.epochs;
    const double updates = rows * options.epochs * static_cast<double>(tokensOf(pupil.texts.train)) / all /
                           static_cast<double>(train.batch_tokens);
    const double test = static_cast<double>(tokensOf(pupil.texts.test));
    const double drawn = static_cast<double>(courseExamples(examples, options.epochs));
    const double course =
        kPoints * test * std::min(1.0, drawn / std::max(1.0, static_cast<double>(task.test.size())));
    // Of the layers that do not move only the first pass is left, of all texts.
    const auto layers = static_cast<double>(pupil.folder.config.num_hidden_layers);
    const double below = speed.forward * static_cast<double>(pupil.frozen) / layers;
    cost.once.tokens = pupil.frozen > 0 ? pupil.texts.tokens() : 0;
    cost.once.seconds = below * static_cast<double>(cost.once.tokens);
    cost.lesson.tokens = static_cast<std::int64_t>(learnt + test + course);
    cost.lesson.seconds = std::max(0.0, speed.both - below) * learnt + speed.step * updates +
                          (speed.forward - below) * (test + course);
    cost.lesson.peak_bytes =
        static_cast<std::int64_t>(20 * static_cast<double>(parameterCount(pupil.folder.config))) +
        activationBudget(pupil.compute) / 8 + cost.once.tokens * pupil.folder.config.hidden_size * 4;
    return cost;
}

} // namespace stepmark
