// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/desktop/fixture.h"
#include "ui/labelers/sit_down_dialog.h"

#include "app/desktop/session.h"
#include "storage/transaction.h"

#include <QFile>
#include <QLineEdit>
#include <QTest>

#include <map>

namespace stepmark::desktop::testing {

namespace {

SolutionId addSolution(Session& session, ProblemId problem, const std::vector<std::string>& steps, bool correct) {
    StepTree tree = session.steps.tree(problem);
    const int leaf = tree.addPath(steps);
    session.steps.save(problem, tree);
    storage::StoredSolution solution;
    solution.problem = problem;
    solution.leaf = tree[leaf].id;
    solution.final_answer = "42";
    solution.correct = correct;
    solution.source = "test";
    return session.solutions.add(solution);
}

ProblemId addProblem(Session& session, const std::string& text) {
    Problem problem;
    problem.text = text;
    problem.answer = "42";
    return session.problems.add(problem).problem.id;
}

void queue(Session& session, const std::vector<SolutionId>& solutions) {
    storage::Round round;
    round.strategy = SelectionStrategy::Uniform;
    round.count = std::ssize(solutions);
    round = session.rounds.add(round);
    std::vector<Selected> selected;
    for (const SolutionId solution : solutions)
        selected.push_back({solution, QueueReason::Uniform});
    session.queue.add(round.id, selected);
}

} // namespace

ProjectFile::ProjectFile(int solutions) {
    Session session(storage::Project::create(path().toStdString(), "Test"));
    storage::Transaction transaction(session.project);
    std::vector<SolutionId> ids;
    for (int i = 1; i <= solutions; ++i) {
        const std::string of = " of " + std::to_string(i);
        const ProblemId problem = addProblem(session, "Problem " + std::to_string(i));
        ids.push_back(addSolution(session, problem, {"Step 1" + of, "Step 2" + of, "Step 3" + of}, i % 2 == 0));
    }
    if (!ids.empty())
        queue(session, ids);
    transaction.commit();
}

std::vector<SolutionId> ProjectFile::addSharing() {
    Session session(storage::Project::open(path().toStdString()));
    storage::Transaction transaction(session.project);
    const ProblemId problem = addProblem(session, "Shared problem");
    std::vector<SolutionId> ids{addSolution(session, problem, {"Shared", "Left"}, true),
                                addSolution(session, problem, {"Shared", "Right"}, false)};
    queue(session, ids);
    transaction.commit();
    return ids;
}

QString ProjectFile::script(const QByteArray& body) const {
    const QString name = m_folder.filePath(QStringLiteral("stepmarkctl"));
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return {};
    file.write("#!/bin/sh\n" + body);
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return name;
}

std::vector<Event> ProjectFile::events() const {
    Session session(storage::Project::open(path().toStdString()));
    std::map<RatingId, Event> ordered;
    for (const auto& annotation : session.annotations.list())
        for (const RatingEvent& event : session.ratings.history(annotation.id)) {
            const auto steps = session.steps.path(event.step);
            ordered[event.id] = {annotation.solution, steps.back().text, event.rating};
        }
    std::vector<Event> events;
    for (const auto& [id, event] : ordered)
        events.push_back(event);
    return events;
}

DesktopOptions options(const ProjectFile& file, const QString& worker) {
    return {file.folder() + QStringLiteral("/settings.ini"), worker};
}

std::unique_ptr<Desktop> openDesktop(const ProjectFile& file, const QString& worker) {
    return openDesktop(file.path(), options(file, worker));
}

std::unique_ptr<Desktop> openDesktop(const QString& path, const DesktopOptions& options) {
    auto desktop = std::make_unique<Desktop>(options);
    desktop->show();
    desktop->open(path);
    const auto begun = [&] {
        if (desktop->seat().dialog())
            answerSeat(*desktop, QStringLiteral("lead"));
        return isLabelling(*desktop);
    };
    if (!QTest::qWaitFor(begun, 10'000))
        qWarning("no solution came on screen");
    settle(*desktop);
    return desktop;
}

void answerSeat(Desktop& desktop, const QString& name) {
    ui::SitDownDialog* dialog = desktop.seat().dialog();
    QTest::keyClicks(dialog->field(), name);
    QTest::keyClick(dialog->field(), Qt::Key_Return);
}

bool isLabelling(Desktop& desktop) { return pages(desktop).label()->state() == ui::LabelPage::State::Labelling; }

SolutionId onScreen(Desktop& desktop) {
    return isLabelling(desktop) ? pages(desktop).label()->pass().task().solution : 0;
}

void type(Desktop& desktop, const QByteArray& keys) {
    for (const char key : keys)
        QTest::keyClick(pages(desktop).label(), key == '\r' ? Qt::Key_Return : static_cast<Qt::Key>(key));
}

bool settle(Desktop& desktop, int timeout_ms) {
    const bool written = QTest::qWaitFor([&] { return desktop.writes().isIdle(); }, timeout_ms);
    desktop.storage().waitUntilIdle();
    QCoreApplication::processEvents();
    desktop.storage().waitUntilIdle(); // what the answers asked for
    QCoreApplication::processEvents();
    return written;
}

} // namespace stepmark::desktop::testing
