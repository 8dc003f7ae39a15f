// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/fine_tune_p.h"

#include "model/learning/clock_p.h"
#include "model/learning/computed_p.h"
#include "model/learning/fingerprint_p.h"
#include "model/learning/objectives/ballot_objective_p.h"
#include "model/learning/options_p.h"
#include "model/learning/text_hash_p.h"
#include "model/learning/trainer/epoch_source_p.h"
#include "model/learning/trainer/laps_p.h"
#include "model/learning/trainer/training_loop_p.h"
#include "model/learning/weakstrong/course_watch_p.h"

#include <algorithm>

namespace stepmark {

namespace {

constexpr std::int64_t kExamplesAStep = 32;  ///< as in Burns et al. 2023, appendix A
constexpr int kLaps = 4;                     ///< points of the course
constexpr std::size_t kCourseExamples = 200; ///< at most
constexpr std::size_t kLearntAJudged = 10;   ///< a point costs a thirtieth of the run: forward only, and so few
constexpr double kFasterThanSteps = 2.5;     ///< against a PRM's rate: some hundred steps are all that there are

std::unique_ptr<Objective> objectiveFor(TaskKind kind, const LearnOptions& options) {
    const bool own = options.method == StudyMethod::Confidence;
    const BallotLoss loss = options.method == StudyMethod::SoftBootstrap ? softBootstrapLoss
                            : options.method == StudyMethod::Product     ? productLoss
                                                                         : toldLoss;
    return std::make_unique<BallotObjective>(isChoice(kind), loss, options.alpha, options.warmup, own);
}

std::vector<const Example*> pointers(const std::vector<Example>& examples) {
    std::vector<const Example*> list;
    for (const Example& one : examples)
        list.push_back(&one);
    return list;
}

bool stopsEarly(const LearnOptions& options) {
    return options.method == StudyMethod::StopWeak || options.method == StudyMethod::StopTrue;
}

nlohmann::json identityOf(const Lesson& lesson, const LearnOptions& options, const Pupil& pupil,
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
            {"vocabulary", pupil.lower_kept ? 0 : pupil.texts.vocabulary},
            {"validation", options.validation_share},
            {"base", modelFingerprint(pupil.folder, stop)}};
}

/// One run: a pupil, a lesson, and the core's weights at its end.
class LessonRun {
public:
    LessonRun(const Task& task, const Lesson& lesson, const LearnOptions& options, Pupil& pupil,
              ProgressThrottle& progress, const std::stop_token& stop)
        : m_task(task)
        , m_lesson(lesson)
        , m_options(options)
        , m_pupil(pupil)
        , m_progress(progress)
        , m_stop(stop)
        , m_parts(partsOf(task, lesson, options))
        , m_learn(taught(task, pupil.texts, m_parts.learn, &Taught::targets))
        , m_check(taught(task, pupil.texts, stopsEarly(options) ? m_parts.validation : std::vector<Taught>{},
                         options.method == StudyMethod::StopTrue ? &Taught::truth : &Taught::targets))
        , m_train(trainOptions(options, m_learn, pupil.folder)) {}

    /// All of the result but what it took.
    Learned run() {
        const Course course(m_task, m_lesson); // refuses what is told of another test
        RunState state(m_options.out, identityOf(m_lesson, m_options, m_pupil, m_train, m_stop), m_train.save_every_s);
        const std::int64_t steps =
            std::max<std::int64_t>(1, std::ssize(m_learn) * m_train.epochs / kExamplesAStep);
        const CourseWatch::Options points{.every = std::max<std::int64_t>(1, steps / kLaps),
                                          .judges_end = stopsEarly(m_options)};
        CourseWatch watch(
            coursePart(m_task, m_pupil.texts, m_lesson, courseExamples(m_learn.size(), m_train.epochs)), m_pupil.core,
            points, m_progress, m_stop);
        Learned learned;
        std::vector<std::optional<double>> losses;
        const std::optional<std::size_t> best = train(state, watch, points.every, learned.tokens, losses);
        const at::Tensor test = judge(m_task.test, m_pupil.texts.test);
        learned.test = course.judge(true, test);
        learned.tokens += tokensOf(m_pupil.texts.test);
        if (m_lesson.judge_train) {
            learned.train = course.judge(false, judge(m_task.train, m_pupil.texts.train));
            learned.tokens += tokensOf(m_pupil.texts.train);
        }
        if (!points.judges_end)
            watch.end(test);
        learned.course = watch.take(losses, best);
        state.remove();
        return learned;
    }

private:
    /// To the weights that are kept. Returns the number of the best point, where it stops early.
    std::optional<std::size_t> train(RunState& state, CourseWatch& watch, std::int64_t every, std::int64_t& tokens,
                                     std::vector<std::optional<double>>& losses) {
        const std::vector<const Example*> learn = pointers(m_learn), check = pointers(m_check);
        EpochSource source(learn, {.epochs = m_train.epochs,
                                   .batch_tokens = m_train.batch_tokens,
                                   .max_pack_tokens = m_train.max_pack_tokens,
                                   .seed = m_options.seed});
        Validator validator(m_pupil.core, check,
                            {.max_pack_tokens = m_train.max_pack_tokens,
                             .combined_tokens = combinedTokens(m_train.batch_tokens)},
                            m_progress);
        Laps laps(m_pupil.core, state, validator, {.every = every});
        std::vector<Observer*> observers{&watch};
        if (stopsEarly(m_options))
            observers.push_back(&laps);
        stepmark::train(
            {.core = m_pupil.core,
             .examples = source,
             .schedule = {.peak = {.learning_rate = m_train.learning_rate}, .warmup_share = m_train.warmup_share},
             .state = state,
             .resume = state.isSame(),
             .observers = observers},
            m_stop);
        tokens = source.place().epoch_tokens * m_train.epochs;
        if (!stopsEarly(m_options))
            return std::nullopt;
        const auto best = static_cast<std::size_t>(laps.takeBest());
        for (const EpochReport& lap : laps.reports())
            losses.push_back(lap.validation_loss);
        return best - 1;
    }

    at::Tensor judge(const std::vector<TaskExample>& examples, const std::vector<Example>& texts) const {
        return Judge(m_pupil.core, examples, texts, m_stop).logits(m_stop, m_progress);
    }

    const Task& m_task;
    const Lesson& m_lesson;
    const LearnOptions& m_options;
    Pupil& m_pupil;
    ProgressThrottle& m_progress;
    const std::stop_token& m_stop;
    const LessonParts m_parts;
    const std::vector<Example> m_learn, m_check;
    const TrainOptions m_train;
};

} // namespace

TrainOptions trainOptions(const LearnOptions& options, const std::vector<Example>& learn, const ModelFolder& folder) {
    TrainOptions train;
    train.kind = TrainKind::Prm;
    train.epochs = options.epochs;
    train.seed = options.seed;
    train.learning_rate = options.learning_rate.value_or(0);
    train = decided(train, folder.config);
    if (!options.learning_rate)
        train.learning_rate *= kFasterThanSteps;
    train.batch_tokens = std::max<std::int64_t>(1, tokensOf(learn) * kExamplesAStep /
                                                       std::max<std::int64_t>(1, std::ssize(learn)));
    return train;
}

std::size_t courseExamples(std::size_t learnt, int epochs) {
    return std::clamp<std::size_t>(learnt * static_cast<std::size_t>(epochs) / kLearntAJudged, 1, kCourseExamples);
}

Learned fineTune(const Task& task, const LadderModel& model, const Lesson& lesson, const LearnOptions& options,
                 LowerStates& lower, const std::stop_token& stop, ProgressSink progress) {
    const auto begin = Clock::now();
    partsOf(task, lesson, options); // refuses what is no lesson before anything slow
    const std::unique_ptr<Objective> objective = objectiveFor(task.kind, options);
    ProgressThrottle throttle(std::move(progress));
    Pupil pupil(task, model, options, *objective, lower, stop, throttle);
    const std::int64_t below = pupil.frozen > 0 ? lower.tokensComputed() : 0;
    Learned learned = LessonRun(task, lesson, options, pupil, throttle, stop).run();
    learned.tokens += below;
    learned.computed = computedBy(pupil.compute);
    learned.seconds = secondsSince(begin);
    return learned;
}

} // namespace stepmark
