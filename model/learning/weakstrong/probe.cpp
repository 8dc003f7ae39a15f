// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/probe_p.h"

#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/learning/clock_p.h"
#include "model/learning/text_hash_p.h"
#include "model/learning/weakstrong/course_p.h"

#include <cmath>
#include <limits>

namespace stepmark {

namespace {

constexpr double kPenalties[] = {1.0, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001};
constexpr double kUnchecked = 0.1; ///< where nothing validates
constexpr int kWarmUpRounds = 4;   ///< over which the student's own answers come to count
constexpr int kMostRounds = 12;    ///< until they change no more
constexpr std::size_t kRecent = 6; ///< e.g. two halves of three seeds

std::vector<std::size_t> itemCounts(const std::vector<Taught>& taught) {
    std::vector<std::size_t> counts;
    for (const Taught& one : taught)
        counts.push_back(one.targets.size());
    return counts;
}

/// What shifts all answers of a ballot alike says nothing: of a choice, rows are told from their example's mean.
at::Tensor rowsOf(const Task& task, const at::Tensor& states, const std::vector<Taught>& taught) {
    const std::vector<std::size_t> first = firstItems(task.train);
    std::vector<at::Tensor> rows{at::empty({0, states.size(1)})};
    for (const Taught& one : taught) {
        const at::Tensor of =
            states
                .slice(0, static_cast<std::int64_t>(first[one.place]), static_cast<std::int64_t>(first[one.place + 1]))
                .to(at::kFloat);
        rows.push_back(isChoice(task.kind) ? of - of.mean(0, true) : of);
    }
    return at::cat(rows);
}

at::Tensor targetsOf(const std::vector<Taught>& taught, std::vector<float> Taught::*which) {
    std::vector<float> all;
    for (const Taught& one : taught)
        all.insert(all.end(), (one.*which).begin(), (one.*which).end());
    return at::tensor(all);
}

at::Tensor equalShares(std::int64_t rows) { return at::full({rows}, 1.0 / static_cast<double>(rows)); }

BallotLoss lossOf(StudyMethod method) {
    switch (method) {
    case StudyMethod::SoftBootstrap:
        return softBootstrapLoss;
    case StudyMethod::Product:
        return productLoss;
    default:
        return toldLoss;
    }
}

class ProbeLesson {
public:
    ProbeLesson(const Task& task, const ItemStates& states, const Lesson& lesson, const LearnOptions& options,
                ProbeRows& rows, const LessonParts& parts, const std::stop_token& stop, ProgressSink progress)
        : m_states(states)
        , m_options(options)
        , m_rows(rows)
        , m_course(task, lesson)
        , m_stop(stop)
        , m_progress(std::move(progress))
        , m_told(rows.learn_ballots.shares(targetsOf(parts.learn, &Taught::targets))) {
        if (!parts.validation.empty())
            m_check = rows.check_ballots.shares(targetsOf(
                parts.validation, options.method == StudyMethod::StopTrue ? &Taught::truth : &Taught::targets));
    }

    Learned run() {
        choosePenalty();
        if (!m_head.weight.defined())
            throw Error("No probe of it is finite (NaN or infinite): use another model, or --way full.");
        if (m_options.method == StudyMethod::Confidence)
            growConfident();
        Learned learned;
        learned.train = judge(m_states.train);
        learned.test = judge(m_states.test);
        learned.course = m_course.take();
        return learned;
    }

private:
    std::vector<float> judge(const at::Tensor& states) const {
        const at::Tensor logits = m_head.logits(states.to(at::kFloat));
        return m_course.judge(states.is_same(m_states.test), logits);
    }

    void point(double done, const LinearHead& head, std::optional<double> loss) {
        m_course.add(done, loss, m_course.judge(true, head.logits(m_states.test.to(at::kFloat))));
    }

    void choosePenalty() {
        m_rows.fits.restart();
        const LogitLoss loss = lossOver(m_rows.learn_ballots, m_told, lossOf(m_options.method), m_options.alpha);
        const std::vector<double> penalties = m_check.defined()
                                                  ? std::vector<double>(std::begin(kPenalties), std::end(kPenalties))
                                                  : std::vector<double>{kUnchecked};
        double best = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < penalties.size(); ++i) {
            const LinearHead head = m_rows.fits.fit(loss, penalties[i], m_stop);
            std::optional<double> checked;
            if (m_check.defined()) {
                at::Tensor ignored;
                checked = toldLoss(m_rows.check_ballots.logits(head.logits(m_rows.check)), m_check, 0, ignored);
            }
            m_progress.report({.stage = Stage::Training,
                               .subject = Subject::Head,
                               .done = static_cast<std::int64_t>(i + 1),
                               .total = std::ssize(penalties),
                               .unit = Unit::Fits,
                               .loss = checked});
            if (!head.isFinite() || !std::isfinite(checked.value_or(0)))
                continue;
            point(static_cast<double>(i + 1) / static_cast<double>(penalties.size()), head, checked);
            if (checked.value_or(0) >= best)
                break; // the penalties fall: from here on it only overfits more
            best = checked.value_or(0);
            m_head = head;
            m_penalty = penalties[i];
            m_course.taken();
        }
    }

    /// Taught again and again by what is told and by its own hardened answers, until these stay.
    void growConfident() {
        at::Tensor own;
        for (int round = 1; round <= kMostRounds; ++round) {
            const double alpha = m_options.alpha * std::min(1.0, static_cast<double>(round) / kWarmUpRounds);
            const at::Tensor before = std::exchange(own, ownAnswers());
            if (round > kWarmUpRounds + 1 && own.equal(before))
                break;
            const at::Tensor wanted = m_told * (1 - alpha) + own * alpha;
            const LinearHead head =
                m_rows.fits.fit(lossOver(m_rows.learn_ballots, wanted, toldLoss), m_penalty, m_stop);
            if (!head.isFinite())
                break;
            m_head = head;
            point(1 + static_cast<double>(round) / kMostRounds, head, std::nullopt);
            m_course.taken();
        }
    }

    at::Tensor ownAnswers() const {
        return hardened(m_rows.learn_ballots, m_rows.learn_ballots.logits(m_rows.fits.logits()), m_told);
    }

    const ItemStates& m_states;
    const LearnOptions& m_options;
    ProbeRows& m_rows;
    Course m_course;
    const std::stop_token& m_stop;
    ProgressThrottle m_progress;
    at::Tensor m_told, m_check; ///< [B, K]
    LinearHead m_head;
    double m_penalty = 0;
};

} // namespace

ProbeRows::ProbeRows(const Task& task, const ItemStates& states, const LessonParts& parts)
    : learn_ballots(isChoice(task.kind), itemCounts(parts.learn))
    , check_ballots(isChoice(task.kind), itemCounts(parts.validation))
    , check(rowsOf(task, states.train, parts.validation))
    , fits([&] {
        const at::Tensor rows = rowsOf(task, states.train, parts.learn);
        return LinearFit(rows, equalShares(rows.size(0)), {.outputs = 1, .bias = !isChoice(task.kind)});
    }()) {}

ProbeRows& RecentRows::of(const std::string& name, const Task& task, const ItemStates& states,
                          const LessonParts& parts) {
    for (auto one = m_rows.begin(); one != m_rows.end(); ++one)
        if (one->first == name) {
            m_rows.splice(m_rows.begin(), m_rows, one);
            return *m_rows.front().second;
        }
    if (m_rows.size() >= kRecent)
        m_rows.pop_back();
    m_rows.emplace_front(name, std::make_unique<ProbeRows>(task, states, parts));
    return *m_rows.front().second;
}

Learned learnProbe(const Task& task, const ItemStates& states, const Lesson& lesson, const LearnOptions& options,
                   const std::string& model, RecentRows& recent, const std::stop_token& stop, ProgressSink progress) {
    if (options.method == StudyMethod::StopWeak)
        throw Error(
            "A probe's penalty is chosen by the supervisor's labels of validation examples anyway: stop-weak is "
            "naive for it. Leave it out, or train with --way full.");
    const auto begin = Clock::now();
    const LessonParts parts = partsOf(task, lesson, options);
    TextHash hash;
    hash.addNumber(options.seed).addNumber(static_cast<std::uint64_t>(options.validation_share * 1e9));
    for (const std::size_t place : lesson.examples)
        hash.addNumber(place);
    ProbeRows& rows = recent.of(model + " " + hash.hex(), task, states, parts);
    Learned learned = ProbeLesson(task, states, lesson, options, rows, parts, stop, std::move(progress)).run();
    learned.seconds = secondsSince(begin);
    return learned;
}

} // namespace stepmark
