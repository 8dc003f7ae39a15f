// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/labelling.h"

#include "app/work/judges.h"
#include "app/work/pool.h"
#include "model/domain/error.h"
#include "storage/annotation_store.h"
#include "storage/dealing.h"
#include "storage/labeler_store.h"
#include "storage/queue_store.h"
#include "storage/rating_store.h"
#include "storage/transaction.h"

#include <limits>

namespace stepmark::work {

namespace {

struct Tally {
    std::int64_t solutions = 0, ratings = 0, first_errors = 0;
    std::int64_t gold = 0; ///< answers to quality control and screening, in none of the others
};

/// One synthetic labeler at work.
class LabelRun {
public:
    LabelRun(Work& work, const LabelRequest& request)
        : m_work(work)
        , m_request(request)
        , m_judge(request.oracle ? oracleJudge(work) : scoresJudge(work, request.scores, request.threshold))
        , m_queue(work.project)
        , m_solutions(work.project)
        , m_progress(work.progress) {
        storage::LabelerStore labelers(work.project);
        const std::string kind = request.oracle ? "oracle" : "scores";
        const std::string usual = request.oracle ? "oracle" : "scores of " + request.scores.filename().string();
        // Who has a name of their own goes through the same door as people do.
        m_labeler = request.labeler.empty() ? labelers.named(usual, kind) : labelers.sitDown(request.labeler, kind);
        if (request.error_rate > 0)
            m_judge = erringJudge(m_judge, request.error_rate, m_labeler.name, request.seed);
    }

    Json run() {
        if (m_request.split.empty())
            labelQueue();
        else
            labelSplit();
        const auto screening = storage::screeningOf(m_work.project, m_labeler.id);
        Json result = {
            {"labeler", m_labeler.name},  {"state", toText(screening.state)},     {"solutions", m_tally.solutions},
            {"ratings", m_tally.ratings}, {"first_errors", m_tally.first_errors}, {"gold", m_tally.gold}};
        if (screening.served > 0)
            result["screening"] = {{"items", screening.served}, {"right", screening.tally.right}};
        return result;
    }

private:
    void labelQueue() {
        storage::deal(m_work.project, m_labeler.id);
        const auto state = storage::LabelerStore(m_work.project).state(m_labeler.id);
        if (state == LabelerState::Rejected || state == LabelerState::Paused)
            throw Error("Labeler " + m_labeler.name + " is " + toText(state) + ": 'stepmarkctl labelers' admits them.");
        if (labelAvailable() == 0)
            throw Error("The queue is empty: run 'stepmarkctl queue' (or a round) first.");
        if (state == LabelerState::Screening &&
            storage::decideScreening(m_work.project, m_labeler.id).state == LabelerState::Admitted) {
            storage::deal(m_work.project, m_labeler.id);
            labelAvailable();
        }
    }

    std::size_t labelAvailable() {
        const auto items = m_queue.available(m_labeler.id, std::numeric_limits<std::int64_t>::max());
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (const auto solution = m_solutions.find(items[i].solution))
                labelOne(*solution, items[i]);
            report(i + 1, items.size());
        }
        return items.size();
    }

    void labelSplit() {
        std::vector<storage::StoredSolution> chosen;
        for (auto& [problem, solutions] : solutionsByProblem(m_work, m_request.split)) {
            int taken = 0;
            for (auto& solution : solutions)
                if (m_request.per_problem == 0 || taken++ < m_request.per_problem)
                    chosen.push_back(std::move(solution));
        }
        if (chosen.empty())
            throw Error("Split '" + m_request.split + "' holds no solution.");
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            labelOne(chosen[i], {});
            report(i + 1, chosen.size());
        }
    }

    void labelOne(const storage::StoredSolution& solution, const storage::QueueItem& item) {
        const PathSteps path = storage::StepStore(m_work.project).path(solution.leaf);
        const auto judged = m_judge(solution.problem, path);
        if (judged.empty() ||
            (item.id && item.state == storage::QueueState::Queued && !m_queue.serve(item.id, m_labeler.id)))
            return;
        storage::AnnotationStore annotations(m_work.project);
        storage::RatingStore ratings(m_work.project);
        const auto annotation = annotations.begin(solution.id, m_labeler.id, item.round, item.purpose);
        bool error = false;
        std::int64_t rated = 0;
        for (std::size_t i = 0; i < judged.size() && !error; ++i) {
            ratings.append({.annotation = annotation.id, .step = path[i].id, .rating = judged[i]});
            ++rated;
            error = judged[i] == Rating::Negative;
        }
        annotations.finish(annotation.id, error ? FinishReason::FoundError : FinishReason::Solution, 0);
        if (item.id)
            m_queue.setState(item.id, storage::QueueState::Done);
        if (item.purpose != Purpose::Label) {
            ++m_tally.gold;
            return;
        }
        ++m_tally.solutions;
        m_tally.ratings += rated;
        m_tally.first_errors += error;
    }

    void report(std::size_t done, std::size_t total) {
        throwIfStopped(m_work.stop);
        m_progress.report({.stage = "labelling",
                           .done = static_cast<std::int64_t>(done),
                           .total = static_cast<std::int64_t>(total),
                           .unit = "solutions"});
    }

    Work& m_work;
    const LabelRequest& m_request;
    Judge m_judge;
    Labeler m_labeler;
    storage::QueueStore m_queue;
    storage::SolutionStore m_solutions;
    ProgressThrottle m_progress;
    Tally m_tally;
};

} // namespace

Json label(Work& work, const LabelRequest& request) {
    storage::Transaction transaction(work.project);
    Json result = LabelRun(work, request).run();
    transaction.commit();
    return result;
}

} // namespace stepmark::work
