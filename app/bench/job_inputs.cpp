// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/job_inputs.h"

#include "app/bench/large_project.h"
#include "model/domain/error.h"
#include "model/sample/sample_documents.h"
#include "storage/problem_store.h"
#include "storage/transaction.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <random>

namespace stepmark::bench {

namespace {

using nlohmann::json;

constexpr int kImportedProblems = 2000;
constexpr int kSolutionsOfProblem = 8;
constexpr int kGeneratedProblems = 64;
constexpr int kRatings = 20'000;
constexpr std::int64_t kLabelled = 5000; ///< solutions a run

/// A text file of JSON lines that is whole when the object goes.
class Lines {
public:
    explicit Lines(const QString& path)
        : m_path(path.toStdString())
        , m_out(m_path) {}
    void add(const json& row) { m_out << row.dump() << '\n'; }
    void close() {
        if (!m_out.flush())
            throw Error(m_path + " could not be written: check the space on the disk.");
    }

private:
    std::string m_path;
    std::ofstream m_out;
};

/// The reference solution, with one step that is wrong in most candidates; rated up to the first error.
json candidate(const SampleProblem& problem, SampleRandom& random) {
    std::vector<std::string> steps = problem.solution;
    const auto place = static_cast<std::size_t>(random.below(static_cast<int>(steps.size())));
    if (const auto wrong = wrongStep(problem, place, random); wrong && random.chance(0.7))
        steps[place] = wrong->text;
    json labels = json::array();
    for (const Rating rating : SampleOracle(problem.structure).judge(steps)) {
        labels.push_back(static_cast<int>(rating));
        if (rating == Rating::Negative)
            break;
    }
    return {{"steps", steps}, {"labels", labels}};
}

void writeCandidates(const QString& path, int run) {
    Lines lines(path);
    SampleRandom random(static_cast<std::uint64_t>(run));
    int number = 0;
    for (const SampleProblem& problem : makeSampleProblems(kImportedProblems, static_cast<std::uint64_t>(run) + 1)) {
        ++number;
        for (int i = 0; i < kSolutionsOfProblem; ++i) {
            json row = candidate(problem, random);
            row["problem"] = problem.text;
            row["problem_id"] = "import-" + std::to_string(run) + "-" + std::to_string(number);
            row["answer"] = problem.answer;
            row["candidate"] = i;
            lines.add(row);
        }
    }
    lines.close();
}

/// Scores of every step of the run's part of the large project. A quarter is nobody's part: there the window always
/// finds solutions.
void writeScores(qint64 solutions, const QString& path, int run) {
    Lines lines(path);
    std::mt19937 random(static_cast<unsigned>(run));
    const std::int64_t parts = std::max<std::int64_t>(1, solutions * 3 / 4 / kLabelled);
    std::int64_t number = 0;
    forEachSolution(solutions, [&](std::int64_t problem, std::int64_t candidate, int steps) {
        if (number++ / kLabelled != run % parts)
            return;
        json scores = json::array();
        for (int step = 0; step < steps; ++step)
            scores.push_back(random() % 10 == 0 ? 0.2 : 0.9);
        lines.add({{"problem_id", largeProblemKey(problem)}, {"candidate", candidate}, {"step_scores", scores}});
    });
    lines.close();
}

void addSampleProblems(const QString& path) {
    auto project = storage::Project::open(path.toStdString());
    storage::Transaction transaction(project);
    storage::ProblemStore store(project);
    for (const SampleProblem& sample : makeSampleProblems(kGeneratedProblems, 0, SampleStream::HeldOut)) {
        Problem problem;
        problem.text = sample.text;
        problem.answer = sample.answer;
        problem.split = Split::Validation;
        store.add(problem);
    }
    transaction.commit();
}

} // namespace

const QStringList& knownJobs() {
    static const QStringList jobs{QStringLiteral("import"), QStringLiteral("label"), QStringLiteral("generate"),
                                  QStringLiteral("train")};
    return jobs;
}

void prepareJob(const QString& job, const QString& project) {
    if (job == u"generate")
        addSampleProblems(project);
    else if (job == u"train")
        addRatings(project.toStdString(), kRatings);
}

QStringList jobArguments(const QString& job, const JobPlace& place, int run) {
    const QString number = QString::number(run);
    const QString file = place.folder + u'/' + job + u'-' + number;
    QStringList arguments{job, place.project};
    if (job == u"import") {
        writeCandidates(file, run);
        arguments << file;
    } else if (job == u"label") {
        writeScores(place.solutions, file, run);
        arguments << QStringLiteral("--scores") << file;
    } else if (job == u"generate") {
        arguments << QStringLiteral("--split=validation") << QStringLiteral("--samples=16")
                  << QStringLiteral("--max-tokens=256") << QStringLiteral("--seed=") + number;
    } else {
        arguments << QStringLiteral("--kind=prm") << QStringLiteral("--mode=full") << QStringLiteral("--epochs=1")
                  << QStringLiteral("--problems=12") << QStringLiteral("--seed=") + number << QStringLiteral("--out")
                  << file;
    }
    return arguments;
}

} // namespace stepmark::bench
