// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/learn_to_write_p.h"

#include "model/domain/stop.h"
#include "model/learning/clock_p.h"
#include "model/learning/computed_p.h"
#include "model/learning/fingerprint_p.h"
#include "model/learning/options_p.h"
#include "model/learning/speed_p.h"
#include "model/learning/text_hash_p.h"
#include "model/learning/trainer/epoch_source_p.h"
#include "model/learning/trainer/laps_p.h"
#include "model/learning/trainer/training_loop_p.h"
#include "model/learning/weakstrong/course_p.h"
#include "model/learning/weakstrong/fine_tune_p.h"
#include "model/learning/weakstrong/lesson_p.h"
#include "model/learning/weakstrong/writing_p.h"

#include <algorithm>

namespace stepmark {

namespace {

constexpr std::int64_t kExamplesAStep = 32;   ///< as in Burns et al. 2023, appendix A
constexpr int kLaps = 4;                      ///< points of the course
constexpr std::size_t kCourseExamples = 100;  ///< of the test, drawn, that the course is told by
constexpr std::size_t kMeasuredExamples = 16; ///< that tell how long answers take

/// Examples as they are learnt.
struct Texts {
    Texts(const Task& task, const std::vector<Taught>& taught, std::vector<float> Taught::*told,
          const WritingModel& model, const std::stop_token& stop) {
        for (const Taught& one : taught) {
            throwIfStopped(stop);
            Example& example = examples.emplace_back(writtenExample(task.train[one.place], one.*told, model, stop));
            example.place = one.place;
            example.key = one.place;
            tokens += std::ssize(example.tree.tokens);
        }
        for (const Example& one : examples)
            listed.push_back(&one);
    }
    Texts(const Texts&) = delete;
    Texts& operator=(const Texts&) = delete;

    std::vector<Example> examples;
    std::vector<const Example*> listed;
    std::int64_t tokens = 0;
};

/// A part of the test that is quick to answer again and again, as a task of its own, and what the supervisor says of
/// it.
struct CourseTask {
    CourseTask(const Task& task, const Lesson& whole) {
        const Course refuses(task, whole); // what is told of another test
        const std::vector<std::size_t> first = firstItems(task.test);
        part.kind = task.kind;
        for (const std::size_t place : drawnForCourse(task, kCourseExamples)) {
            part.test.push_back(task.test[place]);
            for (std::size_t item = first[place]; !whole.supervisor_test.empty() && item < first[place + 1]; ++item)
                lesson.supervisor_test.push_back(whole.supervisor_test[item]);
        }
    }

    Task part;
    Lesson lesson;
};

/// Shows where the run stands, and has the course's part answered at every quarter.
class WritingWatch : public Observer {
public:
    WritingWatch(const CourseTask& task, WritingModel& model, ProgressThrottle& progress, const std::stop_token& stop)
        : m_course(task.part, task.lesson)
        , m_answers(model, task.part.test, stop)
        , m_progress(progress) {}

    std::string_view name() const override { return "course"; }
    void stepped(const StepMade& step) override { m_progress.report(updateMade(step, Subject::Generator)); }
    bool between(const RunPlace& place, const std::stop_token& stop) override {
        const int laps = static_cast<int>(place.share() * kLaps + 1e-9);
        if (laps > m_laps) {
            m_points.push_back({place.share(), m_answers.judge(stop, m_progress)});
            m_laps = laps;
        }
        return true;
    }
    nlohmann::json state() const override { return {{"laps", m_laps}, {"points", m_points}}; }
    void restore(const nlohmann::json& state) override {
        m_laps = state.at("laps");
        m_points = state.at("points").get<std::vector<Point>>();
    }
    std::vector<LearnPoint> take() {
        for (const auto& [done, judged] : m_points) {
            m_course.add(done, std::nullopt, judged);
            m_course.taken();
        }
        return m_course.take();
    }

private:
    using Point = std::pair<double, std::vector<float>>; ///< share of the run, judgements
    Course m_course;
    WrittenAnswers m_answers;
    ProgressThrottle& m_progress;
    std::vector<Point> m_points;
    int m_laps = 0;
};

nlohmann::json identityOf(const Lesson& lesson, const LearnOptions& options, const WritingModel& model,
                          const TrainOptions& train, const std::stop_token& stop) {
    TextHash hash;
    for (const std::size_t place : lesson.examples)
        hash.addNumber(place);
    for (const float target : lesson.targets)
        hash.addNumber(target > 0.5F);
    return {{"lesson", hash.hex()},
            {"method", toText(options.method)},
            {"train", toJson(train)},
            {"top_layers", options.top_layers},
            {"reading", toText(options.reading)},
            {"validation", options.validation_share},
            {"base", modelFingerprint(model.folder, stop)}};
}

/// Trains the model to the weights that are kept; returns the tokens that went through it.
std::int64_t teach(const Texts& learn, const Texts& check, const LearnOptions& options, const TrainOptions& train,
                   WritingModel& model, RunState& state, WritingWatch& watch, ProgressThrottle& progress,
                   const std::stop_token& stop) {
    EpochSource source(learn.listed, {.epochs = train.epochs,
                                      .batch_tokens = train.batch_tokens,
                                      .max_pack_tokens = train.max_pack_tokens,
                                      .seed = options.seed});
    Validator validator(
        model.core, check.listed,
        {.max_pack_tokens = train.max_pack_tokens, .combined_tokens = combinedTokens(train.batch_tokens)}, progress);
    const std::int64_t steps = std::max<std::int64_t>(1, std::ssize(learn.examples) * train.epochs / kExamplesAStep);
    Laps laps(model.core, state, validator, {.every = std::max<std::int64_t>(1, steps / kLaps)});
    const bool stops = options.method == StudyMethod::StopWeak || options.method == StudyMethod::StopTrue;
    std::vector<Observer*> observers{&watch};
    if (stops)
        observers.push_back(&laps);
    stepmark::train({.core = model.core,
                     .examples = source,
                     .schedule = {.peak = {.learning_rate = train.learning_rate}, .warmup_share = train.warmup_share},
                     .state = state,
                     .resume = state.isSame(),
                     .observers = observers},
                    stop);
    if (stops)
        laps.takeBest();
    return source.place().epoch_tokens * train.epochs;
}

/// Seconds of one answer, by the first few: a prompt is read alone, and an answer token by token.
double secondsAnAnswer(WritingModel& model, const Task& task, const std::stop_token& stop) {
    const std::size_t few = std::min(task.test.size(), kMeasuredExamples);
    const std::vector<TaskExample> first(task.test.begin(), task.test.begin() + static_cast<std::ptrdiff_t>(few));
    const WrittenAnswers answers(model, first, stop);
    ProgressThrottle nobody([](const Progress&) {});
    const auto begin = Clock::now();
    answers.judge(stop, nobody);
    return secondsSince(begin) / static_cast<double>(std::max<std::size_t>(1, few));
}

} // namespace

Learned learnToWrite(const Task& task, const LadderModel& model, const Lesson& lesson, const LearnOptions& options,
                     const std::stop_token& stop, ProgressSink progress) {
    const auto begin = Clock::now();
    const bool is_told = !lesson.examples.empty(); // else the supervisor has not written one answer
    const LessonParts parts = is_told ? partsOf(task, lesson, options) : LessonParts{};
    const bool stops = options.method == StudyMethod::StopWeak || options.method == StudyMethod::StopTrue;
    WritingModel writing(task.kind, model, options, stop);
    const Texts learn(task, parts.learn, &Taught::targets, writing, stop);
    const Texts check(task, stops ? parts.validation : std::vector<Taught>{},
                      options.method == StudyMethod::StopTrue ? &Taught::truth : &Taught::targets, writing, stop);
    const WrittenAnswers test(writing, task.test, stop), training(writing, task.train, stop);
    const TrainOptions train = trainOptions(options, learn.examples, writing.folder);
    ProgressThrottle throttle(std::move(progress));
    RunState state(options.out, identityOf(lesson, options, writing, train, stop), train.save_every_s);
    const CourseTask course(task, lesson);
    WritingWatch watch(course, writing, throttle, stop);
    Learned learned;
    if (is_told)
        learned.tokens = teach(learn, check, options, train, writing, state, watch, throttle, stop);
    learned.test = test.judge(stop, throttle);
    learned.tokens += test.tokens();
    if (lesson.judge_train) {
        learned.train = training.judge(stop, throttle);
        learned.tokens += training.tokens();
    }
    state.remove();
    learned.course = watch.take();
    learned.computed = computedBy(writing.compute);
    learned.seconds = secondsSince(begin);
    return learned;
}

LearnCost writingCost(const Task& task, const LadderModel& model, std::size_t examples, const LearnOptions& options,
                      const std::stop_token& stop) {
    if (task.train.empty())
        return {};
    WritingModel writing(task.kind, model, options, stop);
    std::vector<Taught> all;
    for (std::size_t place = 0; place < task.train.size(); ++place)
        all.push_back({place, task.train[place].truth, task.train[place].truth});
    const Texts texts(task, all, &Taught::truth, writing, stop);
    const TrainOptions train = trainOptions(options, texts.examples, writing.folder);
    const auto first = texts.listed.begin();
    const std::vector<const Example*> few(
        first, first + std::min(std::ssize(texts.listed), static_cast<std::ptrdiff_t>(kExamplesAStep)));
    const Speed speed = measuredSpeed(
        writing.core, packExamples(few, train.max_pack_tokens, combinedTokens(train.batch_tokens), stop), true, stop);
    const double share = static_cast<double>(examples) / static_cast<double>(task.train.size());
    const double learnt = static_cast<double>(texts.tokens) * share * options.epochs;
    const double updates = static_cast<double>(examples) * options.epochs / static_cast<double>(kExamplesAStep);
    const std::size_t answers = task.test.size() + kLaps * std::min(task.test.size(), kCourseExamples);
    LearnCost cost;
    cost.tokens = static_cast<std::int64_t>(learnt) + WrittenAnswers(writing, task.test, stop).tokens();
    cost.seconds = speed.both * learnt + speed.step * updates +
                   secondsAnAnswer(writing, task, stop) * static_cast<double>(answers);
    cost.peak_bytes = static_cast<std::int64_t>(20 * static_cast<double>(parameterCount(writing.folder.config))) +
                      activationBudget(writing.compute) / 8;
    return cost;
}

} // namespace stepmark
