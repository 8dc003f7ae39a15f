// SPDX-License-Identifier: GPL-3.0-or-later
// Imports under way, and all that a reader may see of a project beside one. The thread that opened the project.
#pragma once

#include "storage/annotation_store.h"
#include "storage/counts.h"
#include "storage/import_run.h"
#include "storage/labeler_store.h"
#include "storage/rating_store.h"
#include "storage/solution_list.h"
#include "storage/statement.h"
#include "tests/storage/fixture.h"

namespace stepmark::storage::test {

/// One solution of two steps with a pass of two marks, as an import would write it.
struct Written {
    ProblemId problem = 0;
    StepId first = 0, second = 0;
    SolutionId solution = 0;
    AnnotationId annotation = 0;
    LabelerId labeler = 0;
};

inline Written write(Project& project, ImportRun& run, const std::string& name, ProblemId known = 0) {
    Connection& connection = project.connection();
    Written w;
    run.batch().write([&] {
        w.labeler = run.take(Kind::Labeler);
        Statement(connection, "INSERT INTO labeler_row (id, name, kind, created_at) VALUES (?, ?, 'import', '')")
            .run(w.labeler, "by " + name);
        w.problem = known;
        if (known == 0) {
            w.problem = run.take(Kind::Problem);
            Statement(connection, "INSERT INTO problem_row (id, text, text_hash, created_at) VALUES (?, ?, ?, '')")
                .run(w.problem, name, textHash(name));
        }
        Statement step(connection, "INSERT INTO step_row (id, problem_id, parent_id, depth, text, text_hash) "
                                   "VALUES (?, ?, ?, ?, ?, ?)");
        w.first = run.take(Kind::Step);
        step.run(w.first, w.problem, std::nullopt, 0, "one", textHash("one"));
        w.second = run.take(Kind::Step);
        step.run(w.second, w.problem, w.first, 1, "two", textHash("two"));
        w.solution = run.take(Kind::Solution);
        Statement(connection, "INSERT INTO solution_row (id, problem_id, leaf_id, source, created_at, marks) "
                              "VALUES (?, ?, ?, 's', '', 2)")
            .run(w.solution, w.problem, w.second);
        w.annotation = run.take(Kind::Annotation);
        Statement(connection, "INSERT INTO annotation_row (id, solution_id, labeler_id, finish_reason, created_at) "
                              "VALUES (?, ?, ?, 'solution', '')")
            .run(w.annotation, w.solution, w.labeler);
        for (const StepId id : {w.first, w.second})
            Statement(connection, "INSERT INTO rating_event_row (id, annotation_id, step_id, labeler_id, rating, "
                                  "created_at) VALUES (?, ?, ?, ?, 1, '')")
                .run(run.take(Kind::Rating), w.annotation, id, w.labeler);
        Statement(connection, "INSERT INTO import_row (fingerprint, run_id, times) VALUES (?, ?, 1)")
            .run(QByteArray::fromStdString(name), run.id());
    });
    return w;
}

inline std::int64_t rowsOf(Project& project, const std::string& table) {
    Statement count(project.connection(), "SELECT COUNT(*) FROM " + table);
    count.run().next();
    return count.integer(0);
}

inline std::int64_t rowsOfAll(Project& project) {
    std::int64_t rows = rowsOf(project, "import_row") + rowsOf(project, "hidden") + rowsOf(project, "import_run") +
                        rowsOf(project, "import_fill") + rowsOf(project, "import_recount");
    for (const Kind kind : kKinds)
        rows += rowsOf(project, tableOf(kind));
    return rows;
}

/// A project with one marked solution, and all that a reader may see of it.
struct Seen {
    explicit Seen(Project& project_)
        : project(project_)
        , p(fixture::addSolution(project, "p", {"its own"})) {
        const auto ann = LabelerStore(project).named("ann").id;
        RatingEvent event;
        event.annotation = AnnotationStore(project).begin(p.solution, ann).id;
        event.step = p.steps[0];
        event.rating = Rating::Positive;
        RatingStore(project).append(event);
        before = look();
    }

    QString look() const {
        const Counts c = counts(project);
        QString seen = QStringLiteral("%1 problems, %2 steps, %3 solutions, %4 ratings, %5 annotations, %6 labelers")
                           .arg(c.problems)
                           .arg(c.steps)
                           .arg(c.solutions)
                           .arg(c.ratings)
                           .arg(c.annotations)
                           .arg(c.labelers);
        for (const char* view : {"problem", "step", "solution", "annotation", "rating_event", "labeler"})
            seen += ' ' + QString::number(rowsOf(project, view));
        seen += QStringLiteral(", listed %1 %2")
                    .arg(SolutionStore(project).list().size())
                    .arg(SolutionList(project).slice({}, {}, 10'000).ids.size());
        for (const LabelledTree& tree : StepStore(project).labelledTrees())
            seen += QStringLiteral(" [%1: %2]").arg(tree.problem).arg(tree.tree.size());
        return seen + QStringLiteral(" %1 words").arg(RatingStore(project).standing(p.steps[0]).size());
    }

    Project& project;
    fixture::Stored p;
    QString before;
};

} // namespace stepmark::storage::test
