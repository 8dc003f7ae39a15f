// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/example_project.h"

#include "app/capture/example_grid.h"
#include "app/capture/example_labelers.h"
#include "app/capture/example_rounds.h"
#include "app/capture/example_study.h"
#include "app/desktop/session.h"
#include "storage/round_history.h"
#include "storage/transaction.h"

#include <cmath>
#include <string>
#include <vector>

namespace stepmark::capture {

using desktop::Session;

namespace {

std::string str(int number) { return std::to_string(number); }

struct ExampleSolution {
    std::vector<std::string> steps;
    int first_error = -1; ///< 0-based, -1: right
    std::string answer;
};
struct ExampleProblem {
    std::string text, subject, answer;
    std::vector<ExampleSolution> solutions;
};

ExampleProblem pens(int price, int percent, int count) {
    const int more = price * percent / 100;
    const int right = (price + more) * count;
    const std::string begin = "In June a pen costs " + str(price) + " dollars.";
    const std::string dozen = "There are " + str(count) + " pens to be paid for.";
    const auto end = [&](int a_pen) {
        return std::vector<std::string>{str(count) + " of them cost $" + str(count) + " \\cdot " + str(a_pen) + " = " +
                                            str(a_pen * count) + "$ dollars.",
                                        "Answer: " + str(a_pen * count)};
    };
    ExampleProblem problem{"A shop sells pens at " + str(price) + " dollars each in June and raises that price by " +
                               str(percent) + " % in July. How much do " + str(count) + " pens cost in July?",
                           "percentages",
                           str(right),
                           {}};
    const auto path = [&](std::vector<std::string> steps, int a_pen, int error) {
        for (const auto& step : end(a_pen))
            steps.push_back(step);
        problem.solutions.push_back({std::move(steps), error, str(a_pen * count)});
    };
    path({begin, dozen,
          "The rise is $\\frac{" + str(percent) + "}{100} \\cdot " + str(price) + " = " + str(more) + "$ dollars.",
          "In July a pen costs $" + str(price) + " + " + str(more) + " = " + str(price + more) + "$ dollars."},
         price + more, -1);
    path({begin, dozen,
          "In July a pen costs $" + str(price) + " + " + str(percent) + " = " + str(price + percent) + "$ dollars."},
         price + percent, 2);
    path({begin, "A rise by " + str(percent) + " % takes " + str(more) + " off the price: $" + str(price) + " - " +
                     str(more) + " = " + str(price - more) + "$ dollars."},
         price - more, 1);
    return problem;
}

ExampleProblem pages(int weekday, int weekend, int weeks) {
    const int five = 5 * weekday, two = 2 * weekend;
    const std::string begin = "From Monday to Friday she reads 5 × " + str(weekday) + " = " + str(five) + " pages.";
    const auto solution = [&](const std::string& second, int at_weekend, int of_weeks, int error) {
        const int week = five + at_weekend, all = week * of_weeks;
        return ExampleSolution{
            {begin, second, "In a week that is " + str(five) + " + " + str(at_weekend) + " = " + str(week) + " pages.",
             "In " + str(weeks) + " weeks she reads " + str(of_weeks) + " × " + str(week) + " = " + str(all) +
                 " pages.",
             "Answer: " + str(all)},
            error,
            str(all)};
    };
    const std::string second = "At the weekend she reads 2 × " + str(weekend) + " = " + str(two) + " pages.";
    return {"Mia reads " + str(weekday) + " pages a day from Monday to Friday and " + str(weekend) +
                " pages on each day of the weekend. How many pages does she read in " + str(weeks) + " weeks?",
            "arithmetic",
            str((five + two) * weeks),
            {solution(second, two, weeks, -1),
             solution("At the weekend she reads " + str(weekend) + " pages.", weekend, weeks, 1),
             solution(second, two, weeks + 1, 3)}};
}

ExampleProblem tank(int minutes, int pump, int leak) {
    const int litres = minutes * (pump - leak);
    const std::string begin = "Every minute the pump brings " + str(pump) + " litres.";
    const auto solution = [&](const std::string& second, int net, int error) {
        const int time = static_cast<int>(std::lround(static_cast<double>(litres) / net));
        return ExampleSolution{{begin, second,
                                "To fill it takes " + str(litres) + " ÷ " + str(net) + " = " + str(time) + " minutes.",
                                "Answer: " + str(time)},
                               error,
                               str(time)};
    };
    return {"A tank holds " + str(litres) + " litres. A pump fills " + str(pump) +
                " litres a minute while a leak loses " + str(leak) +
                " litres a minute. How many minutes does it take to fill the empty tank?",
            "rates",
            str(minutes),
            {solution("The leak takes " + str(leak) + " of them, so that " + str(pump) + " − " + str(leak) + " = " +
                          str(pump - leak) + " litres stay.",
                      pump - leak, -1),
             solution("Together with the leak that is " + str(pump) + " + " + str(leak) + " = " + str(pump + leak) +
                          " litres.",
                      pump + leak, 1)}};
}

std::vector<ExampleProblem> exampleProblems() {
    std::vector<ExampleProblem> problems;
    for (int i = 0; i < 6; ++i) {
        problems.push_back(pens(8 + 4 * i, 25, 12 + i));
        problems.push_back(pages(10 + 2 * i, 25 + i, 3 + i));
        problems.push_back(tank(20 + 5 * i, 12 + i, 4));
    }
    return problems;
}

/// What is stored of a solution and whether it is right.
struct Stored {
    SolutionId id = 0;
    std::vector<StepId> steps;
    int first_error = -1;
};

std::vector<Stored> storeProblems(Session& session) {
    std::vector<Stored> stored;
    for (const ExampleProblem& example : exampleProblems()) {
        Problem problem;
        problem.text = example.text;
        problem.subject = example.subject;
        problem.answer = example.answer;
        const ProblemId id = session.problems.add(problem).problem.id;
        StepTree tree = session.steps.tree(id);
        std::vector<int> leaves;
        for (const ExampleSolution& one : example.solutions)
            leaves.push_back(tree.addPath(one.steps));
        session.steps.save(id, tree);
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            storage::StoredSolution solution;
            solution.problem = id;
            solution.leaf = tree[leaves[i]].id;
            solution.final_answer = example.solutions[i].answer;
            solution.correct = example.solutions[i].first_error < 0;
            solution.source = "example";
            Stored row{session.solutions.add(solution), {}, example.solutions[i].first_error};
            for (const int node : tree.path(leaves[i]))
                row.steps.push_back(tree[node].id);
            stored.push_back(std::move(row));
        }
    }
    return stored;
}

void scoreSteps(Session& session, ModelId model, const std::vector<Stored>& solutions) {
    std::map<StepId, StepProbabilities> scores;
    for (const Stored& solution : solutions)
        for (std::size_t i = 0; i < solution.steps.size(); ++i) {
            const bool wrong = solution.first_error >= 0 && static_cast<int>(i) >= solution.first_error;
            const float wobble = 0.03F * static_cast<float>(solution.steps[i] % 5);
            const bool plain = static_cast<int>(i) == solution.first_error && solution.id % 3 == 0; // the model is sure
            const float negative = plain ? 0.74F + wobble : wrong ? 0.34F + wobble : 0.03F + wobble;
            scores[solution.steps[i]] = {negative, 0.1F, 0.9F - negative};
        }
    std::vector<storage::StepScoreRow> rows;
    for (const auto& [step, probabilities] : scores)
        rows.push_back({step, probabilities});
    session.scores.writeSteps(model, rows);
    session.scores.showInLists(model);
}

/// What a careful labeler says: up to and with the first error.
std::vector<Rating> carefulRatings(const Stored& solution) {
    const auto rated =
        solution.first_error < 0 ? solution.steps.size() : static_cast<std::size_t>(solution.first_error) + 1;
    std::vector<Rating> ratings(rated, Rating::Positive);
    if (solution.first_error >= 0)
        ratings.back() = Rating::Negative;
    return ratings;
}

AnnotationId labelOne(Session& session, const Stored& solution, const std::vector<Rating>& ratings, LabelerId labeler,
                      RoundId round) {
    const auto pass = session.annotations.begin(solution.id, labeler, round);
    for (std::size_t i = 0; i < ratings.size(); ++i) {
        RatingEvent event;
        event.annotation = pass.id;
        event.step = solution.steps[i];
        event.rating = ratings[i];
        event.elapsed_ms = 3200 + 400 * static_cast<int>(i);
        session.ratings.append(event);
    }
    const bool error = !ratings.empty() && ratings.back() == Rating::Negative;
    session.annotations.finish(pass.id, error ? FinishReason::FoundError : FinishReason::Solution, 16'000);
    return pass.id;
}

/// A second labeler marks every other solution as well: mostly alike, now and then neutral for right, and sometimes the
/// error is overlooked. What they wonder about they write down.
void labelAgain(Session& session, const Stored& solution, std::size_t number, LabelerId labeler, RoundId round) {
    if (number % 2 != 0)
        return;
    std::vector<Rating> ratings = carefulRatings(solution);
    if (number % 8 == 4) {
        ratings[0] = Rating::Neutral;
    } else if (number % 6 == 2) {
        ratings.assign(solution.steps.size(), Rating::Positive);
    }
    const AnnotationId pass = labelOne(session, solution, ratings, labeler, round);
    if (number % 12 == 4)
        session.annotations.finish(
            pass, ratings.back() == Rating::Negative ? FinishReason::FoundError : FinishReason::Solution, 21'000,
            number % 24 == 4, "Does the first step say more than the problem does?");
}

/// Three rounds of 16: two labelled, of the third one solution.
void storeRounds(Session& session, const std::vector<Stored>& solutions, LabelerId labeler, ModelId model) {
    const LabelerId second = session.labelers.named("labeler-3").id;
    for (std::size_t number = 0; number < kExampleRounds; ++number) {
        storage::Round round;
        round.strategy = number == 0 ? SelectionStrategy::Uniform : SelectionStrategy::ConvincingWrong;
        round.count = 16;
        round.candidates = static_cast<std::int64_t>(solutions.size());
        round.seed = number;
        round.model = number == 0 ? 0 : model;
        round.stage = number + 1 < kExampleRounds ? storage::RoundStage::Done : storage::RoundStage::Begun;
        round = session.rounds.add(round);
        std::vector<Selected> selected;
        for (std::size_t i = number * 16; i < std::min(solutions.size(), (number + 1) * 16); ++i)
            selected.push_back({solutions[i].id, number == 0                     ? QueueReason::Uniform
                                                 : solutions[i].first_error >= 0 ? QueueReason::ConvincingWrong
                                                                                 : QueueReason::Convincing});
        session.queue.add(round.id, selected);
        const auto items = session.queue.list(round.id);
        const std::size_t labelled = number + 1 < kExampleRounds ? items.size() : 1;
        for (std::size_t i = 0; i < labelled; ++i) {
            const Stored& solution = solutions[number * 16 + i];
            labelOne(session, solution, carefulRatings(solution), labeler, round.id);
            if (number + 1 < kExampleRounds)
                labelAgain(session, solution, i, second, round.id);
            session.queue.setState(items[i].id, storage::QueueState::Done);
        }
        if (number + 1 == kExampleRounds)
            continue; // people are at its queue
        storage::EvaluationRecord record;
        record.round = round.id;
        record.model = round.model;
        record.kind = "round";
        record.metrics = exampleMetrics(number);
        session.evaluations.add(record);
    }
}

} // namespace

void makeExampleProject(const std::filesystem::path& path) {
    Session session(storage::Project::create(path, "Word problems"));
    storage::Transaction transaction(session.project);
    const std::vector<Stored> solutions = storeProblems(session);
    storage::ModelRecord record;
    record.kind = "prm";
    record.path = "example";
    const ModelId model = session.models.add(record);
    scoreSteps(session, model, solutions);
    storeRounds(session, solutions, session.labelers.named("labeler-1").id, model);
    makeExampleLabelers(session);
    transaction.commit();
    makeExampleGrid(session);
    makeExampleStudy(session.project);
    const JobId job = session.jobs.enqueue("round");
    session.jobs.claim(job);
    session.jobs.hold(job, storage::kRoundHold);
    session.jobs.heartbeat(job, {.stage = Stage::Training,
                                 .subject = Subject::Prm,
                                 .part = Part::Train,
                                 .epoch = 1,
                                 .epochs = 2,
                                 .done = 210'000,
                                 .total = 406'000,
                                 .unit = Unit::Tokens,
                                 .units_per_s = 10'400,
                                 .loss = 0.41});
    session.jobs.log(job, "402 ratings on 38 step trees");
    session.jobs.log(job, "hidden states: 1,240 steps from the cache, 96 new");
}

void endExampleJob(const std::filesystem::path& path) {
    auto project = storage::Project::open(path);
    storage::JobStore jobs(project);
    for (const storage::Job& job : jobs.list())
        if (job.state == storage::JobState::Running)
            jobs.finish(job.id);
}

} // namespace stepmark::capture
