// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/fine_tune_p.h"

#include "model/base/lower_layers.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/learning/clock_p.h"
#include "model/learning/computed_p.h"
#include "model/learning/context.h"
#include "model/learning/fingerprint_p.h"
#include "model/learning/objectives/ballot_objective_p.h"
#include "model/learning/options_p.h"
#include "model/learning/speed_p.h"
#include "model/learning/text_hash_p.h"
#include "model/learning/trainer/epoch_source_p.h"
#include "model/learning/trainer/laps_p.h"
#include "model/learning/trainer/training_loop_p.h"
#include "model/learning/weakstrong/course_p.h"
#include "model/learning/weakstrong/task_examples_p.h"

#include <algorithm>
#include <set>

namespace stepmark {

namespace {

constexpr std::int64_t kExamplesAStep = 32;  ///< as in Burns et al. 2023, appendix A
constexpr int kLaps = 4;                     ///< points of the course
constexpr std::size_t kCourseExamples = 200; ///< of the test, drawn, that the course is told by
constexpr double kFasterThanSteps = 2.5;     ///< against a PRM's rate: some hundred steps are all that there are

std::unique_ptr<Objective> objectiveFor(TaskKind kind, const LearnOptions& options) {
    const bool own = options.method == StudyMethod::Confidence;
    const BallotLoss loss = options.method == StudyMethod::SoftBootstrap ? softBootstrapLoss
                            : options.method == StudyMethod::Product     ? productLoss
                                                                         : toldLoss;
    return std::make_unique<BallotObjective>(isChoice(kind), loss, options.alpha, options.warmup, own);
}

/// The network to be trained, and what belongs to it.
struct Student {
    Student(bool choice, const LadderModel& model, const LearnOptions& options, const Objective& objective,
            const std::stop_token& stop)
        : whole(ModelFolder::open(model.folder))
        , folder(model.layers > 0 ? lowerLayers(whole, model.layers) : whole)
        , tokenizer(Tokenizer::load(model.folder))
        , compute(
              chooseCompute(options.compute.precision, options.compute.device, options.compute.threads, folder.config))
        , core(
              fresh(stop), [&](Transformer& network) { return headOf(network, choice); }, objective, optimizerOptions(),
              {}, movingOf(options.top_layers, folder.config.num_hidden_layers)) {}

    /// Everything where no number of layers is asked for.
    static Trainable movingOf(int top, std::int64_t layers) {
        if (top == 0)
            return {};
        if (top > layers)
            throw Error("The model has " + std::to_string(layers) + " layers, of which the last " +
                        std::to_string(top) + " were to move.");
        std::set<std::string> below{"model.embed_tokens."};
        for (std::int64_t layer = 0; layer < layers - top; ++layer)
            below.insert("model.layers." + std::to_string(layer) + ".");
        return [below](const Parameter& parameter) {
            return std::ranges::none_of(below, [&](const std::string& one) { return parameter.name.starts_with(one); });
        };
    }
    static OptimizerOptions optimizerOptions() {
        OptimizerOptions optimizer;
        optimizer.weight_decay = 0.01;
        optimizer.clip = 1;
        return optimizer;
    }
    Transformer fresh(const std::stop_token& stop) const {
        Transformer network = Transformer::load(folder, compute, true, stop);
        if (folder.config.num_hidden_layers < whole.config.num_hidden_layers) // the norm was made for the last layer
            setParameter(network.final_norm, at::full_like(network.final_norm.master, 1 - network.final_norm.offset),
                         at::kFloat, true);
        return network;
    }
    static TokenHead headOf(Transformer& network, bool choice) {
        const std::vector<Rating> classes =
            choice ? std::vector{Rating::Positive} : std::vector{Rating::Negative, Rating::Positive};
        return TokenHead::classifier(network, classes, nullptr, {}, true);
    }

    ModelFolder whole, folder;
    Tokenizer tokenizer;
    Compute compute;
    TrainingCore core;
};

TrainOptions trainOptions(const LearnOptions& options, const ModelFolder& folder) {
    TrainOptions train;
    train.kind = TrainKind::Prm;
    train.epochs = options.epochs;
    train.seed = options.seed;
    train.learning_rate = options.learning_rate.value_or(0);
    train = decided(train, folder.config);
    if (!options.learning_rate)
        train.learning_rate *= kFasterThanSteps;
    return train;
}

/// Judges examples with the network as it is.
class Judge {
public:
    Judge(const Task& task, Student& student, const std::vector<const TaskExample*>& examples,
          const std::stop_token& stop)
        : m_student(student) {
        std::vector<Example> made;
        for (const TaskExample* one : examples) {
            throwIfStopped(stop);
            made.push_back(exampleOf(*one, task.kind, {}, student.tokenizer, contextOf(student.folder.config), stop));
            m_items += one->items.size();
        }
        m_packs = packItems(examples, made, kReadAtOnce, stop);
    }

    /// [items, 1]
    at::Tensor logits(const std::stop_token& stop, ProgressThrottle& progress) const {
        at::Tensor all = at::zeros({static_cast<std::int64_t>(m_items), 1});
        Progress report{.stage = Stage::Scoring, .total = static_cast<std::int64_t>(m_items), .unit = Unit::Rows};
        for (const ItemsOfPack& pack : m_packs) {
            const at::Tensor logits = m_student.core.logits(pack.pack, pack.rows, stop).to(at::kFloat); // [n, L]
            for (std::size_t i = 0; i < pack.items.size(); ++i) {
                const at::Tensor row = logits[static_cast<std::int64_t>(i)];
                all[static_cast<std::int64_t>(pack.items[i])] = row.size(0) == 1 ? row[0] : row[1] - row[0];
            }
            report.done += std::ssize(pack.items);
            progress.report(report);
        }
        return all;
    }
    std::int64_t tokens() const {
        std::int64_t all = 0;
        for (const ItemsOfPack& pack : m_packs)
            all += std::ssize(pack.pack.tokens);
        return all;
    }

private:
    Student& m_student;
    std::vector<ItemsOfPack> m_packs;
    std::size_t m_items = 0;
};

std::vector<const TaskExample*> all(const std::vector<TaskExample>& examples) {
    std::vector<const TaskExample*> list;
    for (const TaskExample& one : examples)
        list.push_back(&one);
    return list;
}

/// A part of the test that is quick to judge again and again, as a task of its own.
Task courseTask(const Task& task) {
    Task part;
    part.kind = task.kind;
    std::vector<const TaskExample*> drawn = all(task.test);
    Draw(0, "examples of a course").sort(drawn, [](const TaskExample* one) {
        return static_cast<std::uint64_t>(one->group);
    });
    drawn.resize(std::min(drawn.size(), kCourseExamples));
    for (const TaskExample* one : drawn)
        part.test.push_back(*one);
    return part;
}

/// Shows where the run stands, and judges the test at every quarter.
class Watch : public Observer {
public:
    Watch(const Task& course_task, const Lesson& lesson, Student& student, ProgressThrottle& progress,
          const std::stop_token& stop)
        : m_course(course_task, lesson)
        , m_judge(course_task, student, all(course_task.test), stop)
        , m_progress(progress) {}

    std::string_view name() const override { return "course"; }
    void stepped(const StepMade& step) override {
        m_progress.report({.stage = Stage::Training,
                           .subject = Subject::Head,
                           .epoch = step.place.epoch + 1,
                           .done = step.place.step,
                           .total = step.place.steps,
                           .unit = Unit::Updates,
                           .loss = step.result.sum.mean(),
                           .skipped = step.skipped.count(),
                           .note = step.skipped.text()});
    }
    bool between(const RunPlace& place, const std::stop_token& stop) override {
        const int laps = static_cast<int>(place.share() * kLaps + 1e-9);
        if (laps > m_laps) {
            m_laps = laps;
            m_course.add(place.share(), std::nullopt, m_course.judge(true, m_judge.logits(stop, m_progress)));
            m_course.taken();
        }
        return true;
    }
    nlohmann::json state() const override { return m_laps; }
    void restore(const nlohmann::json& state) override { m_laps = state.get<int>(); }
    std::vector<LearnPoint> take() { return m_course.take(); }

private:
    Course m_course;
    Judge m_judge;
    ProgressThrottle& m_progress;
    int m_laps = 0;
};

std::vector<Example> examplesOf(const Task& task, const std::vector<Taught>& taught, std::vector<float> Taught::*told,
                                const Student& student, const std::stop_token& stop) {
    std::vector<Example> examples;
    for (const Taught& one : taught) {
        throwIfStopped(stop);
        Example& example = examples.emplace_back(exampleOf(task.train[one.place], task.kind, one.*told,
                                                           student.tokenizer, contextOf(student.folder.config), stop));
        example.place = one.place;
        example.key = one.place;
    }
    return examples;
}

std::vector<const Example*> pointers(const std::vector<Example>& examples) {
    std::vector<const Example*> list;
    for (const Example& one : examples)
        list.push_back(&one);
    return list;
}

std::int64_t batchTokens(const std::vector<Example>& examples) {
    std::int64_t tokens = 0;
    for (const Example& one : examples)
        tokens += std::ssize(one.tree.tokens);
    return std::max<std::int64_t>(1, tokens * kExamplesAStep / std::max<std::int64_t>(1, std::ssize(examples)));
}

nlohmann::json identityOf(const Lesson& lesson, const LearnOptions& options, const Student& student,
                          const TrainOptions& train, const std::stop_token& stop) {
    TextHash hash;
    for (const std::size_t place : lesson.examples)
        hash.addNumber(place);
    for (const float target : lesson.targets)
        hash.addNumber(static_cast<std::uint64_t>(target * 1e7f));
    return {{"lesson", hash.hex()},
            {"method", toText(options.method)},
            {"alpha", options.alpha},
            {"train", toJson(train)},
            {"top_layers", options.top_layers},
            {"validation", options.validation_share},
            {"base", modelFingerprint(student.folder, stop)}};
}

} // namespace

Learned fineTune(const Task& task, const LadderModel& model, const Lesson& lesson, const LearnOptions& options,
                 const std::stop_token& stop, ProgressSink progress) {
    const auto begin = Clock::now();
    const bool stops = options.method == StudyMethod::StopWeak || options.method == StudyMethod::StopTrue;
    const LessonParts parts = partsOf(task, lesson, options);
    const std::unique_ptr<Objective> objective = objectiveFor(task.kind, options);
    Student student(isChoice(task.kind), model, options, *objective, stop);
    TrainOptions train = trainOptions(options, student.folder);
    const std::vector<Example> learn = examplesOf(task, parts.learn, &Taught::targets, student, stop);
    const std::vector<Example> check =
        examplesOf(task, stops ? parts.validation : std::vector<Taught>{},
                   options.method == StudyMethod::StopTrue ? &Taught::truth : &Taught::targets, student, stop);
    train.batch_tokens = batchTokens(learn);
    const std::vector<const Example*> learnt = pointers(learn), checked = pointers(check);
    EpochSource source(learnt, {.epochs = train.epochs,
                                .batch_tokens = train.batch_tokens,
                                .max_pack_tokens = train.max_pack_tokens,
                                .seed = options.seed});
    ProgressThrottle throttle(std::move(progress));
    RunState state(options.out, identityOf(lesson, options, student, train, stop), train.save_every_s);
    Validator validator(
        student.core, checked,
        {.max_pack_tokens = train.max_pack_tokens, .combined_tokens = combinedTokens(train.batch_tokens)}, throttle);
    const std::int64_t steps = std::max<std::int64_t>(1, std::ssize(learn) * train.epochs / kExamplesAStep);
    Laps laps(student.core, state, validator, {.every = std::max<std::int64_t>(1, steps / kLaps)});
    const Task course_task = courseTask(task);
    Lesson course_lesson; // the supervisor is told of by the whole test, not by a part of it
    Watch watch(course_task, course_lesson, student, throttle, stop);
    std::vector<Observer*> observers{&watch};
    if (stops)
        observers.push_back(&laps);
    stepmark::train({.core = student.core,
                     .examples = source,
                     .schedule = {.peak = {.learning_rate = train.learning_rate}, .warmup_share = train.warmup_share},
                     .state = state,
                     .resume = state.isSame(),
                     .observers = observers},
                    stop);
    if (stops)
        laps.takeBest();

    Learned learned;
    const Course last(task, lesson);
    const Judge test(task, student, all(task.test), stop);
    learned.test = last.judge(true, test.logits(stop, throttle));
    learned.tokens = source.place().epoch_tokens * train.epochs + test.tokens();
    if (lesson.judge_train) {
        const Judge training(task, student, all(task.train), stop);
        learned.train = last.judge(false, training.logits(stop, throttle));
        learned.tokens += training.tokens();
    }
    state.remove();
    learned.course = watch.take();
    learned.computed = computedBy(student.compute);
    learned.seconds = secondsSince(begin);
    return learned;
}

LearnCost fineTuneCost(const Task& task, const LadderModel& model, std::size_t examples, const LearnOptions& options,
                       const std::stop_token& stop) {
    Student student(false, model, options, crossEntropy(), stop); // whatever is learnt costs the same
    const TrainOptions train = trainOptions(options, student.folder);
    std::vector<Example> first;
    std::int64_t tokens = 0, test = 0;
    for (std::size_t place = 0; place < task.train.size(); ++place) {
        throwIfStopped(stop);
        const TaskExample& one = task.train[place];
        Example example =
            exampleOf(one, task.kind, one.truth, student.tokenizer, contextOf(student.folder.config), stop);
        tokens += std::ssize(example.tree.tokens);
        if (first.size() < kExamplesAStep)
            first.push_back(std::move(example));
    }
    for (const TaskExample& one : task.test)
        test += std::ssize(
            exampleOf(one, task.kind, {}, student.tokenizer, contextOf(student.folder.config), stop).tree.tokens);
    LearnCost cost;
    if (first.empty())
        return cost;
    const double share = static_cast<double>(examples) / static_cast<double>(task.train.size());
    const double learnt = static_cast<double>(tokens) * share * options.epochs;
    const Speed speed = measuredSpeed(
        student.core, packExamples(pointers(first), train.max_pack_tokens, combinedTokens(batchTokens(first)), stop),
        true, stop);
    const double updates = static_cast<double>(examples) * options.epochs / static_cast<double>(kExamplesAStep);
    cost.tokens = static_cast<std::int64_t>(learnt) + test;
    cost.seconds = speed.both * learnt + speed.step * updates + speed.forward * static_cast<double>(test);
    cost.peak_bytes = static_cast<std::int64_t>(20 * static_cast<double>(parameterCount(student.folder.config))) +
                      activationBudget(student.compute) / 8;
    return cost;
}

} // namespace stepmark
