// SPDX-License-Identifier: GPL-3.0-or-later
// Studies and their runs come back as they were, share what they share, and are known to old projects.
#include "storage/weakstrong/study_run_store.h"
#include "storage/weakstrong/study_store.h"

#include "model/domain/error.h"
#include "model/run/spec_json.h"
#include "storage/artifact_store.h"
#include "storage/connection.h"
#include "storage/migrations.h"
#include "storage/statement.h"
#include "tests/storage/fixture.h"

using namespace stepmark;
using namespace stepmark::storage;
using fixture::errorOf;
using fixture::Folder;

namespace {

Study studyOf(std::vector<std::uint64_t> seeds = {0, 1}) {
    Study study;
    study.task = "creak";
    study.task_fingerprint = "abc";
    study.figure = "accuracy";
    study.spec.task = "creak";
    study.spec.ladder = {{"/m/base", 4}, {"/m/base", 0}};
    study.spec.seeds = std::move(seeds);
    study.models = {{{"/m/base", 4}, 4, 1000}, {{"/m/base", 0}, 30, 7000}};
    return study;
}

StudyRun runOf(const std::string& identity) {
    StudyRun run;
    run.identity = identity;
    run.role = StudyRole::Student;
    run.method = StudyMethod::Confidence;
    run.seed = std::numeric_limits<std::uint64_t>::max();
    run.model = {"/m/base", 4};
    run.teacher = "t";
    run.task_fingerprint = "abc";
    run.figure = 0.625;
    run.settings = R"({"alpha":0.5})";
    run.course = courseToJson({{0.5, 0.7, 0.6, std::nullopt, false}, {1, 0.6, 0.65, 0.7, true}});
    run.tokens = 123;
    run.seconds = 1.5;
    return run;
}

StudyResults results() {
    StudyResults results{200, 150, 0.5, {}};
    results.figures.push_back({.role = StudyRole::Supervisor,
                               .model = 0,
                               .figure = Figure{0.6, Interval{0.5, 0.7}},
                               .by_seed = {0.6, std::nullopt},
                               .illegal = 0.125});
    results.figures.push_back({.role = StudyRole::Ceiling, .model = 1});
    StudyFigure student{.role = StudyRole::Student, .model = 1, .supervisor = 0, .method = StudyMethod::Naive};
    student.figure = Figure{0.7, {}};
    student.runs = {"a", "b"};
    student.gap = Figure{0.2, Interval{0.1, 0.3}};
    student.pgr = Figure{-0.25, Interval{-1.5, 2.5}};
    student.pgr_by_seed = {-0.25, std::nullopt};
    student.agreement_right = 0.9;
    results.figures.push_back(student);
    student.pgr.reset();
    student.no_pgr = NoPgr::CeilingBelow;
    student.method = StudyMethod::Noise;
    results.figures.push_back(student);
    return results;
}

bool same(const std::optional<Figure>& one, const std::optional<Figure>& other) {
    return one.has_value() == other.has_value() &&
           (!one || (one->value == other->value && one->interval == other->interval));
}

} // namespace

class TestStudies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void studyComesBack() {
        const Folder folder;
        auto project = folder.project();
        StudyStore store(project);
        QVERIFY(!store.latest());
        const auto id = store.begin(studyOf());
        QCOMPARE(store.begin(studyOf()), id); // the same question is the same study
        QVERIFY(store.begin(studyOf({0, 1, 2})) != id);
        Study found = *store.find(id);
        QVERIFY(found.spec == studyOf().spec);
        QVERIFY(found.state == StudyState::Begun && found.finished_at.empty() && !found.created_at.empty());
        QCOMPARE(found.models.at(1).parameters, 7000);
        QVERIFY(found.models.at(0).model == (LadderModel{"/m/base", 4}));

        store.finish(id, results());
        store.finish(id, results()); // in the place of the first
        found = *store.find(id);
        QVERIFY(found.state == StudyState::Done && !found.finished_at.empty());
        QCOMPARE(found.results.test_groups, 150);
        QCOMPARE(found.results.baseline, std::optional(0.5));
        QCOMPARE(found.results.figures.size(), std::size_t(4));
        for (std::size_t i = 0; i < 4; ++i) {
            const StudyFigure &is = found.results.figures[i], was = results().figures[i];
            QVERIFY(is.role == was.role && is.model == was.model && is.supervisor == was.supervisor);
            QVERIFY(is.method == was.method && is.by_seed == was.by_seed && is.runs == was.runs &&
                    is.pgr_by_seed == was.pgr_by_seed);
            QVERIFY(same(is.figure, was.figure) && same(is.gap, was.gap) && same(is.pgr, was.pgr));
            QVERIFY(is.no_pgr == was.no_pgr && is.agreement_right == was.agreement_right);
            QVERIFY(is.agreement_wrong == was.agreement_wrong && is.illegal == was.illegal);
            QVERIFY(is.first_error_f1 == was.first_error_f1 && is.first_error_f1_by_seed == was.first_error_f1_by_seed);
        }
        QCOMPARE(store.list().size(), std::size_t(2));
        // For whoever asks by SQL.
        Statement row(project.connection(), "SELECT pgr, pgr_low, pgr_high, agreement_right FROM study_figure "
                                            "WHERE study_id = ? AND method = 'naive'");
        QVERIFY(row.run(id).next());
        QCOMPARE(row.real(0), -0.25);
        QCOMPARE(row.real(2), 2.5);
    }

    void runComesBack() {
        const Folder folder;
        auto project = folder.project();
        StudyRunStore store(project);
        store.add(runOf("r"), {{0.25F, 0.5F, 1e-30F}, {}});
        const StudyRun run = *store.find("r");
        QVERIFY(run.role == StudyRole::Student && run.method == StudyMethod::Confidence);
        QCOMPARE(run.seed, std::numeric_limits<std::uint64_t>::max());
        QVERIFY(run.model == runOf("r").model);
        QCOMPARE(run.teacher, std::string("t"));
        QCOMPARE(run.figure, std::optional(0.625));
        QCOMPARE(run.settings, runOf("r").settings);
        const auto course = courseFromJson(run.course);
        QCOMPARE(course.size(), std::size_t(2));
        QVERIFY(!course[0].test_supervisor && course[1].test_supervisor == 0.7 && course[1].taken);
        QCOMPARE(store.judgements("r").train, (std::vector{0.25F, 0.5F, 1e-30F}));
        QVERIFY(store.judgements("r").test.empty());
        QVERIFY(!store.find("s"));
        QVERIFY(!errorOf([&] { store.judgements("s"); }).isEmpty());
    }

    // Lost: what another study has computed, with one that is removed.
    void removingKeepsWhatIsShared() {
        const Folder folder;
        auto project = folder.project();
        StudyStore studies(project);
        StudyRunStore runs(project);
        const auto one = studies.begin(studyOf()), other = studies.begin(studyOf({5}));
        for (const char* name : {"shared", "alone"}) {
            ArtifactStore(project).add({.identity = name, .part = Part::Student, .result = "{}"});
            runs.add(runOf(name), {{0.5F}, {0.5F}});
            studies.addMember(one, name);
            studies.addMember(one, name); // as an interrupted study does
        }
        studies.addMember(other, "shared");
        studies.finish(one, results());
        QCOMPARE(studies.remove(one), 1);
        QVERIFY(runs.find("shared") && !runs.find("alone"));
        QVERIFY(ArtifactStore(project).find("shared") && !ArtifactStore(project).find("alone"));
        QVERIFY(!studies.find(one) && studies.find(other));
        QCOMPARE(runs.ofStudy(other).size(), std::size_t(1));
        QCOMPARE(studies.remove(other), 1);
        QVERIFY(errorOf([&] { studies.remove(other); }).contains("There is no study"));
    }

    /// A file of the version before gets the tables, and keeps what plans had found.
    void projectOfTheVersionBefore() {
        const Folder folder;
        int mine = 0;
        for (const Migration& migration : migrations())
            if (migration.name.find("studies") != std::string::npos)
                mine = migration.number;
        QVERIFY(mine > 1);
        {
            Connection connection(folder.path("old.stepmark"));
            connection.execute("PRAGMA application_id=" + std::to_string(kApplicationId));
            migrate(connection, migrations(), mine - 1);
            connection.execute("INSERT INTO artifact (identity, part, spec, result, seconds, created_at) VALUES "
                               "('x', 'train', 'null', '{}', 1.0, '')");
        }
        auto project = Project::open(folder.path("old.stepmark"));
        QVERIFY(ArtifactStore(project).find("x"));
        QVERIFY(StudyStore(project).list().empty());
        QVERIFY(StudyStore(project).begin(studyOf()) > 0);
    }
};

QTEST_GUILESS_MAIN(TestStudies)
#include "tst_studies.moc"
