// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/large_project.h"

#include "storage/annotation_store.h"
#include "storage/labeler_store.h"
#include "storage/model_store.h"
#include "storage/problem_store.h"
#include "storage/queue_store.h"
#include "storage/rating_store.h"
#include "storage/round_store.h"
#include "storage/score_store.h"
#include "storage/solution_store.h"
#include "storage/step_store.h"
#include "storage/transaction.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace stepmark::bench {

namespace {

constexpr int kSolutionsOfProblem = 16;
constexpr int kOwnSteps = 8;
constexpr int kShared = 2;

const char* const kVerbs[] = {"adds", "takes away", "doubles", "shares out", "counts", "pays back", "weighs", "packs"};
const char* const kThings[] = {"apples", "pencils", "tickets", "litres of milk", "stamps", "bricks", "pages", "coins"};

class Writer {
public:
    explicit Writer(storage::Project& project)
        : m_problems(project)
        , m_steps(project)
        , m_solutions(project)
        , m_scores(project) {
        storage::ModelRecord record;
        record.kind = "scores";
        record.path = "made-up";
        m_model = storage::ModelStore(project).add(record);
    }

    void addProblem(std::int64_t number, int solutions) {
        Problem problem;
        problem.text = "Problem " + std::to_string(number) + ". " + sentence() + " " + sentence() +
                       " How many are there in the end?";
        problem.key = largeProblemKey(number);
        problem.answer = std::to_string(m_random() % 1000);
        problem.subject = "arithmetic";
        const ProblemId id = m_problems.add(problem).problem.id;
        StepTree tree;
        std::vector<int> leaves;
        std::vector<std::string> steps;
        for (int i = 0; i < solutions; ++i) {
            steps.resize(i % 2 == 1 ? kShared : 0);
            for (int step = 0; step < kOwnSteps; ++step)
                steps.push_back(sentence());
            leaves.push_back(tree.addPath(steps));
        }
        m_steps.save(id, tree);
        score(tree);
        made.steps += tree.size();
        for (const int leaf : leaves)
            addSolution(id, tree[leaf].id);
    }

    LargeProject made;
    std::vector<Selected> queue;

private:
    std::string sentence() {
        const auto a = m_random() % 900 + 10;
        const auto b = m_random() % 90 + 2;
        return std::string("She ") + kVerbs[m_random() % 8] + " " + std::to_string(b) + " " + kThings[m_random() % 8] +
               " and so there are " + std::to_string(a) + " + " + std::to_string(b) + " = " + std::to_string(a + b) +
               " of them on the table.";
    }

    void score(const StepTree& tree) {
        std::vector<storage::StepScoreRow> rows;
        for (const StepTree::Node& node : tree.nodes()) {
            const float negative = static_cast<float>(m_random() % 1000) / 2000;
            rows.push_back({node.id, {negative, 0.1F, 0.9F - negative}});
        }
        m_scores.writeSteps(m_model, rows);
    }

    void addSolution(ProblemId problem, StepId leaf) {
        storage::StoredSolution solution;
        solution.problem = problem;
        solution.leaf = leaf;
        solution.final_answer = std::to_string(m_random() % 1000);
        solution.correct = m_random() % 2 == 0;
        solution.source = "made-up";
        solution.candidate = made.solutions++ % kSolutionsOfProblem;
        queue.push_back({m_solutions.add(solution), QueueReason::ConvincingWrong});
    }

    std::mt19937_64 m_random{20260101};
    storage::ProblemStore m_problems;
    storage::StepStore m_steps;
    storage::SolutionStore m_solutions;
    storage::ScoreStore m_scores;
    ModelId m_model = 0;
};

} // namespace

LargeProject makeLargeProject(const std::filesystem::path& path, std::int64_t solutions) {
    auto project = storage::Project::create(path, "Large");
    storage::Transaction transaction(project);
    Writer writer(project);
    for (std::int64_t number = 1; writer.made.solutions < solutions; ++number)
        writer.addProblem(
            number, static_cast<int>(std::min<std::int64_t>(kSolutionsOfProblem, solutions - writer.made.solutions)));
    storage::Round round;
    round.strategy = SelectionStrategy::ConvincingWrong;
    round.count = round.candidates = writer.made.solutions;
    round = storage::RoundStore(project).add(round);
    // As a round's queue is: one solution of a problem after one of another.
    std::mt19937_64 random(7);
    std::shuffle(writer.queue.begin(), writer.queue.end(), random);
    storage::QueueStore(project).add(round.id, writer.queue);
    transaction.commit();
    return writer.made;
}

std::string largeProblemKey(std::int64_t number) { return "large-" + std::to_string(number); }

void forEachSolution(std::int64_t solutions,
                     const std::function<void(std::int64_t problem, std::int64_t candidate, int steps)>& visit) {
    for (std::int64_t i = 0; i < solutions; ++i)
        visit(i / kSolutionsOfProblem + 1, i % kSolutionsOfProblem, kOwnSteps + (i % 2 == 1 ? kShared : 0));
}

void addRatings(const std::filesystem::path& path, std::int64_t ratings) {
    auto project = storage::Project::open(path);
    storage::Transaction transaction(project);
    const LabelerId labeler = storage::LabelerStore(project).named("another").id;
    storage::StepStore steps(project);
    storage::AnnotationStore annotations(project);
    storage::RatingStore events(project);
    auto solutions = storage::SolutionStore(project).list();
    std::int64_t written = 0;
    for (auto solution = solutions.rbegin(); solution != solutions.rend() && written < ratings; ++solution) {
        storage::StoredAnnotation pass;
        pass.solution = solution->id;
        pass.labeler = labeler;
        pass.finish_reason = FinishReason::Solution;
        pass.total_ms = 32'000;
        pass.id = annotations.add(pass);
        for (const auto& step : steps.path(solution->leaf)) {
            RatingEvent event;
            event.annotation = pass.id;
            event.step = step.id;
            event.rating = Rating::Positive;
            event.elapsed_ms = 4'000;
            events.append(event);
            ++written;
        }
    }
    transaction.commit();
}

} // namespace stepmark::bench
