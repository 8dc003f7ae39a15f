// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/labelling.h"

#include "app/work/judges.h"
#include "app/work/pool.h"
#include "model/domain/error.h"
#include "model/files/input_file.h"
#include "storage/annotation_store.h"
#include "storage/dealing.h"
#include "storage/labeler_store.h"
#include "storage/problem_store.h"
#include "storage/queue_store.h"
#include "storage/rating_store.h"
#include "storage/transaction.h"
#include "storage/write_batch.h"

#include <limits>
#include <set>

namespace stepmark::work {

namespace {

struct Tally {
    std::int64_t solutions = 0, first_errors = 0;
    std::int64_t ratings = 0; ///< of steps that this labeler had not rated; as `status` counts them
    std::int64_t gold = 0;    ///< answers to quality control and screening, in none of the others
    std::int64_t known = 0;   ///< solutions of a split that this labeler had labelled before
};

/// A solution with the judge's word on it, ready to be written.
struct Judged {
    SolutionId solution = 0;
    storage::QueueItem item; ///< id 0: not from the queue
    PathSteps path;
    std::vector<Rating> ratings; ///< up to and including the first error
};

/// A pipe's own name says nothing: "-", "63".
std::string nameOf(Work& work, const std::filesystem::path& scores) {
    if (const auto source = storedScores(work, scores))
        return source->name;
    return files::isReadOnce(scores) ? "a pipe" : scores.filename().string();
}

/// One synthetic labeler at work: judges some solutions, with nothing locked, then writes them, each whole or not at
/// all, in batches that lock nobody out. Whoever stops or kills it loses at most what has not been written; the queue
/// goes on from there, and of a split so do those who have not been labelled.
class LabelRun {
public:
    LabelRun(Work& work, const LabelRequest& request)
        : m_work(work)
        , m_request(request)
        , m_judge(request.by.oracle ? oracleJudge() : scoresJudge(work, request.by.scores, request.by.threshold))
        , m_queue(work.project)
        , m_solutions(work.project)
        , m_problems(work.project)
        , m_steps(work.project)
        , m_annotations(work.project)
        , m_ratings(work.project)
        , m_batch(work.project, work.stop)
        , m_progress(work.progress) {}

    Json run() {
        if (m_request.split)
            labelSplit(*m_request.split);
        else
            labelQueue();
        const auto screening = storage::screeningOf(m_work.project, m_labeler.id);
        Json result = {
            {"labeler", m_labeler.name},  {"state", toText(screening.state)},     {"solutions", m_tally.solutions},
            {"ratings", m_tally.ratings}, {"first_errors", m_tally.first_errors}, {"gold", m_tally.gold},
            {"known", m_tally.known}};
        if (screening.served > 0)
            result["screening"] = {{"items", screening.served}, {"right", screening.tally.right}};
        if (m_request.stored)
            m_batch.write([&] { m_request.stored(result); });
        m_batch.commit();
        return result;
    }

private:
    void sitDown() {
        storage::LabelerStore labelers(m_work.project);
        const std::string kind = m_request.by.oracle ? "oracle" : "scores";
        const std::string usual = m_request.by.oracle ? "oracle" : "scores of " + nameOf(m_work, m_request.by.scores);
        // Who plays a person goes through the same door as people do.
        m_labeler =
            labelers.sitDown(m_request.by.name.empty() ? usual : m_request.by.name, kind, m_request.by.as_person);
        if (m_request.by.error_rate > 0)
            m_judge = erringJudge(m_judge, m_request.by.error_rate, m_labeler.name, m_request.by.seed);
    }

    LabelerState takeUpQueue() {
        storage::Transaction transaction(m_work.project); // whom there is nothing for leaves no labeler behind
        sitDown();
        storage::deal(m_work.project, m_labeler.id);
        const auto state = storage::LabelerStore(m_work.project).state(m_labeler.id);
        if (state == LabelerState::Rejected || state == LabelerState::Paused)
            throw Error("Labeler " + m_labeler.name + " is " + toText(state) + ": 'stepmarkctl labelers' admits them.");
        if (m_queue.available(m_labeler.id, 1).empty() && !m_request.may_be_empty)
            throw Error("The queue is empty: run 'stepmarkctl queue' (or a round) first.");
        transaction.commit();
        return state;
    }

    void labelQueue() {
        const auto state = takeUpQueue();
        labelAvailable();
        if (state == LabelerState::Screening &&
            storage::decideScreening(m_work.project, m_labeler.id).state == LabelerState::Admitted) {
            storage::deal(m_work.project, m_labeler.id);
            labelAvailable();
        }
    }

    void labelAvailable() {
        const auto items = m_queue.available(m_labeler.id, std::numeric_limits<std::int64_t>::max());
        labelEach(items.size(), [&](std::size_t i) {
            const auto solution = m_solutions.find(items[i].solution);
            return solution ? judge(*solution, items[i]) : Judged{};
        });
    }

    void labelSplit(Split split) {
        std::vector<storage::StoredSolution> chosen;
        bool any = false;
        for (auto& [problem, solutions] : solutionsByProblem(m_work, split)) {
            any = true;
            int taken = 0;
            for (auto& solution : solutions)
                if (m_request.per_problem == 0 || taken++ < m_request.per_problem)
                    chosen.push_back(std::move(solution));
        }
        if (!any)
            throw Error("Split '" + std::string(toText(split)) + "' holds no solution.");
        sitDown();
        m_tally.known = static_cast<std::int64_t>(
            std::erase_if(chosen, [done = labelledBefore()](auto& solution) { return done.contains(solution.id); }));
        labelEach(chosen.size(), [&](std::size_t i) { return judge(chosen[i], {}); });
    }

    /// What this labeler has finished, whatever it said: nobody labels a solution twice.
    std::set<SolutionId> labelledBefore() const {
        std::set<SolutionId> solutions;
        for (const auto& pass : m_annotations.list())
            if (pass.labeler == m_labeler.id && pass.finish_reason != FinishReason::Open)
                solutions.insert(pass.solution);
        return solutions;
    }

    template <typename JudgeOne>
    void labelEach(std::size_t size, const JudgeOne& judge_one) {
        constexpr std::size_t kAtOnce = 64;
        for (std::size_t begin = 0; begin < size; begin += kAtOnce) {
            const std::size_t end = std::min(size, begin + kAtOnce);
            std::vector<Judged> judged;
            for (std::size_t i = begin; i < end; ++i) {
                throwIfStopped(m_work.stop);
                judged.push_back(judge_one(i));
            }
            for (const Judged& one : judged)
                if (!one.ratings.empty())
                    m_batch.write([&] { store(one); });
            m_batch.commit();
            m_progress.report({.stage = Stage::Labelling,
                               .done = static_cast<std::int64_t>(end),
                               .total = static_cast<std::int64_t>(size),
                               .unit = Unit::Solutions});
        }
    }

    Judged judge(const storage::StoredSolution& solution, const storage::QueueItem& item) {
        Judged judged{solution.id, item, m_steps.path(solution.leaf), {}};
        if (m_problem.id != solution.problem)
            m_problem = m_problems.find(solution.problem).value_or(Problem{});
        for (const Rating rating : m_judge(m_problem.text, judged.path)) {
            judged.ratings.push_back(rating);
            if (rating == Rating::Negative)
                break;
        }
        return judged;
    }

    void store(const Judged& judged) {
        const auto& item = judged.item;
        if (item.id && item.state == storage::QueueState::Queued && !m_queue.serve(item.id, m_labeler.id))
            return; // somebody else was given it meanwhile
        const auto annotation = m_annotations.begin(judged.solution, m_labeler.id, item.round, item.purpose);
        std::int64_t known = 0; // by another solution that begins alike: one rating of one step
        for (std::size_t i = 0; i < judged.ratings.size(); ++i) {
            known += m_ratings.last(m_labeler.id, judged.path[i].id).has_value();
            m_ratings.append({.annotation = annotation.id, .step = judged.path[i].id, .rating = judged.ratings[i]});
        }
        const bool error = judged.ratings.back() == Rating::Negative;
        m_annotations.finish(annotation.id, error ? FinishReason::FoundError : FinishReason::Solution, 0);
        if (item.id)
            m_queue.setState(item.id, storage::QueueState::Done);
        if (item.purpose != Purpose::Label) {
            ++m_tally.gold;
            return;
        }
        ++m_tally.solutions;
        m_tally.ratings += std::ssize(judged.ratings) - known;
        m_tally.first_errors += error;
    }

    Work& m_work;
    const LabelRequest& m_request;
    Judge m_judge;
    Labeler m_labeler;
    storage::QueueStore m_queue;
    storage::SolutionStore m_solutions;
    storage::ProblemStore m_problems;
    storage::StepStore m_steps;
    storage::AnnotationStore m_annotations;
    storage::RatingStore m_ratings;
    storage::WriteBatch m_batch;
    Problem m_problem; ///< the one judged last
    ProgressThrottle m_progress;
    Tally m_tally;
};

} // namespace

Json label(Work& work, const LabelRequest& request) { return LabelRun(work, request).run(); }

} // namespace stepmark::work
