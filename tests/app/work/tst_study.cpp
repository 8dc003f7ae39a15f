// SPDX-License-Identifier: GPL-3.0-or-later
// A study is a plan: who learns what of whom, each once, whatever interrupts it.
#include "made_up_study.h"

#include "app/work/study_report.h"
#include "storage/connection.h"
#include "storage/weakstrong/run_details.h"
#include "storage/weakstrong/study_run_store.h"
#include "storage/weakstrong/study_store.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace stepmark;
using fixture::MadeUpLearner;
using work::Json;
using work::Work;
using enum StudyMethod;

namespace {

StudySpec specOf(std::vector<LadderModel> ladder, std::vector<StudyMethod> methods = {Naive},
                 std::vector<std::uint64_t> seeds = {0, 1}) {
    StudySpec spec;
    spec.task = "made up";
    spec.ladder = std::move(ladder);
    spec.methods = std::move(methods);
    spec.seeds = std::move(seeds);
    return spec;
}

const std::vector<LadderModel> kThree{{"/m/70", 0}, {"/m/80", 0}, {"/m/90", 0}};

struct Place {
    QTemporaryDir folder;
    storage::Project project =
        storage::Project::create(std::filesystem::path(folder.path().toStdString()) / "p.stepmark");
    std::stop_source stop;
    std::vector<Progress> reports;
    work::StudiedTask task;
    MadeUpLearner learner;

    explicit Place(Task made = fixture::madeUpTask())
        : task{studiedTask(std::move(made)), "the task"}
        , learner(task.task) {}

    Work work() {
        return Work{project, stop.get_token(), [this](const Progress& at) { reports.push_back(at); }};
    }
    Json run(const StudySpec& spec) {
        Work now = work();
        return work::study(now, task, spec, learner);
    }
    /// What Error says; "" where there is none.
    QByteArray errorOf(const StudySpec& spec) {
        try {
            run(spec);
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }
    /// How many runs of models that has cost.
    std::size_t costOf(const StudySpec& spec) {
        const std::size_t before = learner.lessons.size();
        run(spec);
        return learner.lessons.size() - before;
    }
};

const Json& studentOf(const Json& report, int supervisor, int model, const char* method) {
    for (const Json& row : report["students"])
        if (row["supervisor"] == supervisor && row["model"] == model && row["method"] == method)
            return row;
    throw Error("There is no such student.");
}

std::set<std::string> codesOf(const Json& notes) {
    std::set<std::string> codes;
    for (const Json& note : notes)
        codes.insert(note["code"].get<std::string>());
    return codes;
}

} // namespace

class TestStudy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Supervisors, ceilings and students of three models: 2 + 3 + 3 a seed. What is added costs only itself.
    void whatIsSharedIsDoneOnce() {
        Place place;
        QCOMPARE(place.costOf(specOf(kThree)), std::size_t(16));
        QCOMPARE(place.costOf(specOf(kThree)), std::size_t(0));
        QCOMPARE(place.costOf(specOf(kThree, {Naive, Confidence})), std::size_t(6));
        QCOMPARE(place.costOf(specOf(kThree, {Naive}, {0, 1, 2})), std::size_t(8));
        // A model more: a supervisor (the one that was the strongest), its ceiling, and three students, a seed.
        auto four = kThree;
        four.push_back({"/m/95", 0});
        QCOMPARE(place.costOf(specOf(four)), std::size_t(2 * 5));
        // Another task, or other weights, are other runs.
        place.task.fingerprint = "changed";
        QCOMPARE(place.costOf(specOf(kThree)), std::size_t(16));
        QCOMPARE(storage::StudyStore(place.project).list().size(), std::size_t(5));
    }

    // One pass for all layers of a folder, and none where nothing is to be learnt.
    void statesAreKeptOnce() {
        Place place;
        const auto spec = specOf({{"/m/90", 2}, {"/m/90", 5}, {"/m/90", 0}});
        place.run(spec);
        QCOMPARE(place.learner.kept, (std::vector{2, 5, 10}));
        place.run(spec);
        QCOMPARE(place.learner.kept.size(), std::size_t(3));
        Place full;
        auto all_of_it = spec;
        all_of_it.way = LearnWay::Full;
        full.run(all_of_it);
        QVERIFY(full.learner.kept.empty());
        QVERIFY(!full.learner.options.front().out.empty());
    }

    void lessonsAreThoseOfTheMethod() {
        Place place;
        auto spec = specOf({{"/m/70", 0}, {"/m/90", 0}}, {Naive, Confidence}, {4});
        place.run(spec);
        const auto& lessons = place.learner.lessons; // supervisor, two ceilings, naive, confidence
        QCOMPARE(lessons.size(), std::size_t(5));
        QVERIFY(lessons[1].examples == lessons[2].examples && lessons[2].examples == lessons[3].examples);
        QVERIFY(lessons[0].examples.size() > 300 && lessons[1].examples.size() > 300);
        for (const std::size_t one : lessons[0].examples)
            QVERIFY(std::find(lessons[1].examples.begin(), lessons[1].examples.end(), one) ==
                    lessons[1].examples.end());
        for (std::size_t i = 0; i < lessons[0].examples.size(); ++i)
            QCOMPARE(lessons[0].targets[i], place.task.task.train[lessons[0].examples[i]].truth.front());
        // The student learns what the supervisor says of the other half: soft, and wrong where that is.
        QVERIFY(lessons[3].targets != lessons[2].targets);
        QVERIFY(std::all_of(lessons[3].targets.begin(), lessons[3].targets.end(),
                            [](float target) { return target == 0.8F || target == 0.2F; }));
        QCOMPARE(lessons[3].supervisor_test.size(), place.task.task.test.size());
        QVERIFY(lessons[0].supervisor_test.empty());
        QVERIFY(place.learner.options[4].method == Confidence);
        QCOMPARE(place.learner.options[4].alpha, 0.75); // the widest gap
        QCOMPARE(place.learner.options[4].seed, std::uint64_t(4));
        spec.alpha = 0.25;
        place.run(spec);
        QCOMPARE(lessons.size(), std::size_t(6));
        QCOMPARE(place.learner.options[5].alpha, 0.25);
    }

    // Whole models read the training examples again only where somebody learns from what they say of them.
    void wholeModelsJudgeWhatIsNeeded() {
        Place place;
        auto spec = specOf(kThree, {Naive}, {0});
        spec.way = LearnWay::Full;
        place.run(spec);
        const auto judging = [&] {
            return std::count_if(place.learner.lessons.begin(), place.learner.lessons.end(),
                                 [](const Lesson& lesson) { return lesson.judge_train; });
        };
        QCOMPARE(judging(), 2); // the supervisors
        spec.methods = {Naive, Bootstrapping};
        QCOMPARE(place.costOf(spec), std::size_t(2)); // the link, now with judgements, and the end of the chain
        QCOMPARE(judging(), 3);
    }

    // Each size is taught by the one below; sizes between are at most three.
    void bootstrappingGoesThroughTheSizesBetween() {
        Place place;
        std::vector<LadderModel> ladder;
        for (int layers = 1; layers <= 7; ++layers)
            ladder.push_back({"/m/90", layers});
        auto spec = specOf(ladder, {Bootstrapping}, {0});
        spec.supervisors = 1;
        const Json report = place.run(spec);
        QVERIFY_EXCEPTION_THROWN(studentOf(report, 0, 1, "bootstrapping"), Error); // nothing lies between
        // One supervisor, seven ceilings; chains to 2 .. 6 through 1, 1 2, 1 2 3, 1 3 4 (of 5), 2 3 5 (of 6):
        // 0>1, 0>1>2, 0>1>2>3, 0>1>2>3>4, 0>1>3, 0>1>3>4, 0>1>3>4>5, 0>2, 0>2>3, 0>2>3>5, 0>2>3>5>6.
        QCOMPARE(place.learner.lessons.size(), std::size_t(1 + 7 + 11));
        QCOMPARE(studentOf(report, 0, 6, "bootstrapping")["by_seed"].size(), std::size_t(1));
        // What is naive from the first to the second is a link of a chain already.
        auto naive = spec;
        naive.methods = {Naive};
        QCOMPARE(place.costOf(naive), std::size_t(6 - 2));
    }

    void noiseIsAsMuchButRandom() {
        for (const TaskKind kind : {TaskKind::Classification, TaskKind::Preference}) {
            Task task = fixture::madeUpTask();
            if (kind == TaskKind::Preference) {
                task.kind = kind;
                for (auto* part : {&task.train, &task.test})
                    for (TaskExample& example : *part) {
                        example.items.push_back(example.tree.add(StepTree::kNoParent, "the other"));
                        example.truth.push_back(1 - example.truth.front());
                    }
            }
            Judgements teacher{truthOf(task.train), truthOf(task.test)};
            for (std::size_t i = 0; i < teacher.train.size(); ++i)
                if ((kind == TaskKind::Preference ? i / 2 : i) % 5 == 0)
                    teacher.train[i] = 1 - teacher.train[i]; // every fifth is wrong
            work::StudyNode node{StudyRole::Student, 1, Noise, 3, 0, std::size_t(0)};
            const Lesson noise = work::lessonOf(task, specOf(kThree), node, &teacher);
            node.method = Naive;
            const Lesson naive = work::lessonOf(task, specOf(kThree), node, &teacher);
            node.role = StudyRole::Ceiling;
            const Lesson truth = work::lessonOf(task, specOf(kThree), node, nullptr);
            const auto wrong = [&](const Lesson& lesson) {
                std::set<std::size_t> places;
                for (std::size_t i = 0; i < lesson.targets.size(); ++i)
                    if (lesson.targets[i] != truth.targets[i])
                        places.insert(i);
                return places;
            };
            QVERIFY(wrong(naive).size() > 50);
            QCOMPARE(wrong(noise).size(), wrong(naive).size());
            QVERIFY(wrong(noise) != wrong(naive));
        }
    }

    // The made-up student loses half of what its labels are wrong by: PGR is 1/4 for 70 % against 90 %.
    void figuresOfAStudy() {
        Place place(fixture::madeUpTask(4000, 4000));
        const Json report = place.run(specOf(kThree, {Naive}, {0, 1, 2}));
        QCOMPARE(report["state"].get<std::string>(), std::string("done"));
        QCOMPARE(report["figure"].get<std::string>(), std::string("accuracy"));
        QCOMPARE(report["test_groups"].get<int>(), 4000);
        QCOMPARE(report["baseline"].get<double>(), 0.5);
        QCOMPARE(report["supervisors"].size(), std::size_t(2));
        QVERIFY(std::abs(report["supervisors"][0]["figure"].get<double>() - 0.7) < 0.02);
        QVERIFY(std::abs(report["ceilings"][2]["figure"].get<double>() - 0.9) < 0.02);
        const Json& student = studentOf(report, 0, 2, "naive");
        const double pgr = student["pgr"].get<double>();
        QVERIFY2(std::abs(pgr - 0.25) < 0.1, student.dump().c_str());
        QVERIFY(student["pgr_interval_95"][0].get<double>() < 0.25 &&
                student["pgr_interval_95"][1].get<double>() > 0.25);
        QCOMPARE(student["pgr_by_seed"].size(), std::size_t(3));
        QVERIFY(student["no_pgr"].is_null());
        // A student that is right as often whatever its supervisor says agrees with it where it is right.
        QVERIFY(std::abs(student["agreement_right"].get<double>() - 0.75) < 0.03);
        QVERIFY(std::abs(student["agreement_wrong"].get<double>() - 0.25) < 0.03);
        QVERIFY2(report["notes"].empty(), report["notes"].dump().c_str());
    }

    // Lost: what a supervisor wrote that is no move, as a label; and how often it does.
    void whatIsNoMoveIsNoLabel() {
        Place place(fixture::choiceTask());
        place.learner.silent = 0.25;
        auto spec = specOf({{"/m/70", 0}, {"/m/90", 0}}, {Naive, Noise}, {0});
        spec.way = LearnWay::Full;
        const std::size_t scored = place.costOf(spec);
        spec.reading = TaskReading::Generated;
        place.learner.lessons.clear();
        QCOMPARE(place.costOf(spec), scored);        // other runs than the scored ones
        const auto& lessons = place.learner.lessons; // supervisor, two ceilings, naive, noise
        QVERIFY(place.learner.options.back().reading == TaskReading::Generated);
        QVERIFY(lessons[3].examples.size() < 0.85 * static_cast<double>(lessons[2].examples.size()));
        QCOMPARE(lessons[3].examples, lessons[4].examples);
        for (const std::size_t student : {3, 4})
            for (std::size_t i = 0; i < lessons[student].examples.size(); ++i)
                QCOMPARE(lessons[student].targets[3 * i] + lessons[student].targets[3 * i + 1] +
                             lessons[student].targets[3 * i + 2],
                         1.F);
        const Study study = *storage::StudyStore(place.project).latest();
        for (const StudyFigure& figure : study.results.figures)
            QVERIFY(std::abs(figure.illegal.value() - 0.25) < 0.06);
        const Json report = work::studyReport(study);
        QVERIFY(codesOf(report["notes"]).contains("illegal_moves"));
        QCOMPARE(report["reading"].get<std::string>(), std::string("generated"));
        const auto runs = storage::StudyRunStore(place.project).ofStudy(study.id);
        const auto naive = std::find_if(runs.begin(), runs.end(), [](const StudyRun& run) {
            return run.role == StudyRole::Student && run.method == Naive;
        });
        const Json settings = Json::parse(naive->settings);
        QCOMPARE(settings["taught"].get<std::size_t>(), lessons[3].examples.size());
        QCOMPARE(settings["reading"].get<std::string>(), std::string("generated"));
        const auto details = storage::runDetails(place.project, naive->identity);
        QVERIFY(details && !details->has_task); // made up: the project has no such task
    }

    void whatCannotBeToldIsSaid() {
        Place place(fixture::madeUpTask(800, 100));
        // 80 % above 78 %: by chance. 95 % above its "stronger" 60 %: by more than that.
        const Json report = place.run(specOf({{"/m/95", 0}, {"/m/60", 0}, {"/m/61", 0}}, {Naive, Confidence}, {0}));
        QCOMPARE(codesOf(report["notes"]),
                 (std::set<std::string>{"few_groups", "one_seed", "no_gap", "supervisor_above_ceiling"}));
        QCOMPARE(studentOf(report, 0, 1, "naive")["no_pgr"].get<std::string>(),
                 std::string("supervisor_above_ceiling"));
        QVERIFY(studentOf(report, 0, 1, "naive")["pgr"].is_null());
        QVERIFY(studentOf(report, 0, 1, "naive")["gap"].get<double>() < 0);
        QCOMPARE(report["notes"].size(), std::size_t(5)); // each pair once, not once a method
    }

    // Lost: hours of training, to a cancel in the midst of a study.
    void cancelledStudyGoesOn() {
        Place place, whole;
        int begun = 0;
        place.learner.before_each = [&] {
            if (++begun == 6)
                place.stop.request_stop();
        };
        QVERIFY_EXCEPTION_THROWN(place.run(specOf(kThree)), Cancelled);
        QCOMPARE(place.learner.lessons.size(), std::size_t(5));
        QVERIFY(storage::StudyStore(place.project).latest()->state == StudyState::Begun);
        place.stop = {};
        QCOMPARE(place.costOf(specOf(kThree)), std::size_t(11));
        const Study study = *storage::StudyStore(place.project).latest();
        QVERIFY(study.state == StudyState::Done && study.id == 1);
        Json went_on = place.run(specOf(kThree)), at_once = whole.run(specOf(kThree));
        for (const char* key : {"supervisors", "ceilings", "students"})
            QCOMPARE(went_on[key].dump(), at_once[key].dump());
    }

    // A run that cannot be kept ends it: what came after could not be kept either. What was kept stays.
    void fullDiskGoesOn() {
        Place place;
        auto& connection = place.project.connection();
        int begun = 0;
        place.learner.before_each = [&] {
            if (++begun == 4)
                connection.execute("PRAGMA max_page_count=" + std::to_string(connection.pragma("page_count")));
        };
        const QByteArray said = place.errorOf(specOf(kThree));
        QVERIFY2(said.contains("full"), said.constData());
        const int made = begun;
        QVERIFY(made >= 4 && made < 16);
        connection.execute("PRAGMA max_page_count=1000000");
        place.learner.before_each = [] {};
        const auto kept = storage::StudyRunStore(place.project).ofStudy(1).size();
        QVERIFY(kept >= 3 && kept + 1 == static_cast<std::size_t>(made));
        QCOMPARE(place.costOf(specOf(kThree)), 16 - kept);
    }

    // What fails stops what stands on it; what else there is is kept, and shown.
    void failingModelStopsItsOwnStudents() {
        Place place;
        place.learner.broken = {"/m/80"};
        QVERIFY(place.errorOf(specOf(kThree, {Naive}, {0})).contains("Nothing finite"));
        const Study study = *storage::StudyStore(place.project).latest();
        QVERIFY(study.state == StudyState::Begun);
        const auto has = [&](int supervisor, int model) {
            return std::any_of(study.results.figures.begin(), study.results.figures.end(), [&](const StudyFigure& one) {
                return one.role == StudyRole::Student && one.supervisor == supervisor && one.model == model && one.pgr;
            });
        };
        QVERIFY(has(0, 2) && !has(0, 1) && !has(1, 2));
        place.learner.broken.clear();
        QCOMPARE(place.costOf(specOf(kThree, {Naive}, {0})), std::size_t(4));
    }

    void planSaysWhatItCosts() {
        Place place;
        Work now = place.work();
        Json plan = work::studyPlan(now, place.task, specOf(kThree), place.learner);
        QCOMPARE(plan["nodes"].get<int>(), 16);
        QCOMPARE(plan["missing"].get<int>(), 16);
        QCOMPARE(plan["tokens"].get<int>(), 30);
        QCOMPARE(plan["seconds"].get<double>(), 16.0);
        QVERIFY(storage::StudyStore(place.project).list().empty());
        place.run(specOf(kThree));
        plan = work::studyPlan(now, place.task, specOf(kThree, {Naive, Confidence}), place.learner);
        QCOMPARE(plan["known"].get<int>(), 16);
        QCOMPARE(plan["missing"].get<int>(), 6);
        plan = work::studyPlan(now, place.task, specOf(kThree), place.learner);
        QVERIFY(plan["tokens"].is_null() && plan["seconds"].is_null());
    }

    // A folder reads the texts once, whatever depths, seeds, methods and studies learn from it then.
    void textsAreReadFirst() {
        Place place;
        auto spec = specOf({{"/m/90", 2}, {"/m/90", 5}, {"/m/95", 0}});
        const std::size_t untuned = place.costOf(spec);
        QVERIFY(place.learner.tuned.empty());
        spec.tune_epochs = 2;
        spec.examples = 300;
        place.learner.kept.clear();
        QCOMPARE(place.costOf(spec), untuned); // other models: nothing is shared with those that read nothing
        QCOMPARE(place.learner.tuned.size(), std::size_t(2));
        QCOMPARE(place.learner.kept, (std::vector{2, 5, 10}));
        const work::TuneRequest& asked = place.learner.tuned.front();
        QCOMPARE(asked.base, std::filesystem::path("/m/90"));
        QVERIFY(asked.epochs == 2 && asked.examples == 300);
        QVERIFY(asked.out != place.learner.tuned.back().out && asked.name != place.learner.tuned.back().name);
        spec.methods = {Naive, Confidence};
        spec.seeds = {0, 1, 2};
        place.run(spec);
        QCOMPARE(place.learner.tuned.size(), std::size_t(2));
        for (const StudyRun& run : storage::StudyRunStore(place.project).ofStudy(2)) {
            QCOMPARE(run.model.folder.parent_path(), std::filesystem::path("/m")); // what it was, wherever it lies now
            QCOMPARE(Json::parse(run.settings)["tune_epochs"].get<int>(), 2);
        }
        std::filesystem::remove_all(asked.out); // thrown away: made again as soon as it is needed
        QCOMPARE(place.costOf(spec), std::size_t(0));
        QCOMPARE(place.learner.tuned.size(), std::size_t(2));
        spec.seeds = {3};
        QVERIFY(place.costOf(spec) > 0);
        QCOMPARE(place.learner.tuned.size(), std::size_t(3));
        spec.tune_epochs = 1;
        place.run(spec);
        QCOMPARE(place.learner.tuned.size(), std::size_t(5));
    }

    // Lost: a night of reading, to a cancel; and who plans a study is told of it.
    void readingIsPlannedAndGoesOn() {
        Place place;
        Work now = place.work();
        auto spec = specOf(kThree);
        spec.tune_epochs = 1;
        const Json plan = work::studyPlan(now, place.task, spec, place.learner);
        QCOMPARE(plan["nodes"].get<int>(), 16 + 3);
        QCOMPARE(plan["missing"].get<int>(), 16 + 3);
        QCOMPARE(plan["tokens"].get<int>(), 30 + 3 * 500);
        QCOMPARE(plan["seconds"].get<double>(), 16.0 + 3 * 7);
        QVERIFY(place.learner.tuned.empty());
        int begun = 0;
        place.learner.before_each = [&] {
            if (++begun == 2)
                place.stop.request_stop();
        };
        QVERIFY_EXCEPTION_THROWN(place.run(spec), Cancelled);
        QCOMPARE(place.learner.tuned.size(), std::size_t(1));
        place.stop = {};
        const std::size_t first = place.learner.tuned.size();
        QCOMPARE(place.costOf(spec), std::size_t(16));
        QCOMPARE(place.learner.tuned.size() - first, std::size_t(2));
        const auto said = std::find_if(place.reports.begin(), place.reports.end(),
                                       [](const Progress& at) { return at.part == Part::Tune && !at.note.empty(); });
        QVERIFY(said != place.reports.end());
        QCOMPARE(said->note, std::string("70 reads the texts of made up"));
    }

    void progressSaysWhichOfHowMany() {
        Place place;
        place.run(specOf(kThree, {Naive}, {7}));
        std::vector<int> nodes;
        for (const Progress& at : place.reports)
            if (at.stage == Stage::Training) {
                QCOMPARE(at.nodes, 8);
                nodes.push_back(at.node);
            }
        QCOMPARE(nodes, (std::vector{1, 2, 3, 4, 5, 6, 7, 8}));
        const auto said = std::find_if(place.reports.begin(), place.reports.end(),
                                       [](const Progress& at) { return at.part == Part::Student && !at.note.empty(); });
        QVERIFY(said != place.reports.end());
        QCOMPARE(said->note, std::string("80 (10 layers) learns from 70 (10 layers), naive, seed 7"));
    }

    void badStudies_data() {
        QTest::addColumn<StudySpec>("spec");
        QTest::addColumn<QByteArray>("says");
        const auto add = [](const char* name, const StudySpec& spec, const char* says) {
            QTest::newRow(name) << spec << QByteArray(says);
        };
        add("nobody", specOf({}), "at least two models");
        add("one model", specOf({{"/m/70", 0}}), "at least two models");
        add("same twice", specOf({{"/m/70", 0}, {"/m/80", 0}, {"/m/70", 0}}),
            "/m/70 with 10 layers stands in the ladder twice");
        add("same by its layers", specOf({{"/m/70", 0}, {"/m/70", 10}}), "stands in the ladder twice");
        add("same by another path", specOf({{"/m/70", 0}, {"/m/../m/70", 0}}), "stands in the ladder twice");
        add("no model", specOf({{"/m/70", 0}, {"/elsewhere/80", 0}}), "is no model");
        add("too many layers", specOf({{"/m/70", 0}, {"/m/80", 11}}), "It has 10 layers");
        add("no seed", specOf(kThree, {Naive}, {}), "at least one seed");
        add("seed twice", specOf(kThree, {Naive}, {3, 1, 3}), "The seed 3 stands there twice");
        add("no method", specOf(kThree, {}), "at least one method");
        add("method twice", specOf(kThree, {Naive, Naive}), "The method naive stands there twice");
        add("logit difference", specOf(kThree, {LogitDifference}), "was measured to be chance");
        auto spec = specOf(kThree);
        spec.supervisors = 3;
        add("all supervise", spec, "at most 2 can supervise");
        spec = specOf(kThree);
        spec.reading = TaskReading::Generated;
        add("a probe that writes", spec, "A probe scores what it is shown and writes nothing");
        spec.way = LearnWay::Full;
        add("written, and no chess", spec, "Only moves of chess are written; this task is one of classification");
        for (const StudyMethod method : {Confidence, SoftBootstrap, Product, LogitDifference}) {
            spec.methods = {Naive, method};
            add(("written, " + std::string(toText(method))).c_str(), spec,
                ("The method " + std::string(toText(method)) + " needs how sure a model is").c_str());
        }
        spec = specOf(kThree);
        spec.examples = 1;
        add("no example left", spec, "The task \"made up\"");
    }
    void badStudies() {
        QFETCH(StudySpec, spec);
        QFETCH(QByteArray, says);
        Place place;
        const QByteArray said = place.errorOf(spec);
        QVERIFY2(said.contains(says), said.constData());
        QVERIFY(place.learner.lessons.empty());
    }
};

QTEST_GUILESS_MAIN(TestStudy)
#include "tst_study.moc"
