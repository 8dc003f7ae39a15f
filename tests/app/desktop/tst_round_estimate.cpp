// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says of a round before it begins, and how far one is.
#include "app/desktop/job_progress.h"
#include "app/desktop/plan_asker.h"
#include "app/desktop/round_state.h"
#include "model/run/spec_json.h"
#include "tests/app/desktop/fixture.h"

#include <nlohmann/json.hpp>

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;

namespace {

WorkerCall planOf(const ProjectFile& file, const RoundSpec& spec) {
    return callWith(toJson(spec), {QStringLiteral("round"), file.path(), QStringLiteral("--plan")});
}

} // namespace

class TestRoundEstimate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Else a lead could not tell what a round would take before starting it, and an odd answer would crash the page.
    void estimateIsReadFromThePlan() {
        const QByteArray json =
            R"({"stages":[{"name":"train","seconds":12.5,"ratings":402,"optimizer_steps":96,"bytes":5000},
            {"name":"evaluate","seconds":null}],"seconds":12.5,"bytes":5000,"temporary_bytes":7,"peak_bytes":900,
            "free_bytes":1000000,"queued":3,"notes":[{"code":"few_candidates","text":"x"},{"code":"new","text":"As it is."}]})";
        const auto estimate = estimateFrom(QJsonDocument::fromJson(json).object());
        QCOMPARE(estimate.stages.size(), std::size_t(2));
        QCOMPARE(estimate.stages[0].seconds, std::optional(12.5));
        QCOMPARE(estimate.stages[0].optimizer_steps, std::int64_t(96));
        QVERIFY(!estimate.stages[1].seconds);
        QCOMPARE(estimate.free_bytes, std::optional<std::int64_t>(1'000'000));
        QVERIFY(estimate.notes[0].contains(QStringLiteral("3")));
        QCOMPARE(estimate.notes[1], QStringLiteral("As it is."));
        const auto of_base = [](const char* code) {
            const QByteArray note = QByteArray(R"({"notes":[{"code":"@","text":"x"}]})").replace("@", code);
            return estimateFrom(QJsonDocument::fromJson(note).object()).notes.value(0);
        };
        QVERIFY(of_base("trl_layout").contains(QStringLiteral("TRL")));
        QVERIFY(of_base("classes_assumed").contains(QStringLiteral("wrong")));
        for (const char* code : {"stepmark_layout", "new_head", "other_tokenizer"})
            QVERIFY(of_base(code).size() > 20);
        QVERIFY(estimateFrom({}).stages.empty());
        QVERIFY(estimateFrom(QJsonDocument::fromJson(R"({"stages":{"a":1},"notes":[7]})").object()).stages.empty());
    }

    /// Else the estimate of what was typed before would be shown for what is typed now.
    void onlyTheNewestQuestionIsAnswered() {
        ProjectFile file;
        const QString asked = file.folder() + QStringLiteral("/asked");
        PlanAsker estimator(file.script("case \"$(cat)\" in *'\"count\":7,'*) touch '" + asked.toUtf8() +
                                        "'; sleep 30;; *'\"count\":9,'*) echo '{\"seconds\": 9}'; exit;; esac\n"
                                        "echo '{\"seconds\": 4}'\n"));
        QSignalSpy answers(&estimator, &PlanAsker::answered);
        QSignalSpy failures(&estimator, &PlanAsker::failed);
        RoundSpec request;
        request.selection.count = 7;
        estimator.ask(planOf(file, request));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(asked), 20'000); // it is being answered
        request.selection.count = 8;
        estimator.ask(planOf(file, request));
        QTRY_COMPARE_WITH_TIMEOUT(answers.count(), 1, 20'000);
        QCOMPARE(estimateFrom(answers[0][0].toJsonObject()).seconds, 4.0);
        estimator.ask(planOf(file, request));
        estimator.stop();
        request.selection.count = 9;
        estimator.ask(planOf(file, request));
        QTRY_COMPARE_WITH_TIMEOUT(answers.count(), 2, 20'000);
        QCOMPARE(estimateFrom(answers[1][0].toJsonObject()).seconds, 9.0); // and none to what was stopped
        QCOMPARE(failures.count(), 0);
    }

    /// Else a wrong folder would only be noticed once the round had failed.
    void failedEstimateSaysWhy() {
        ProjectFile file;
        PlanAsker estimator(file.script("echo '{\"error\": \"no config.json\"}'; exit 1\n"));
        QSignalSpy failures(&estimator, &PlanAsker::failed);
        estimator.ask(planOf(file, {}));
        QTRY_COMPARE_WITH_TIMEOUT(failures.count(), 1, 20'000);
        QCOMPARE(failures[0][0].toString(), QStringLiteral("no config.json"));
    }

    /// Else the form would propose other choices than those of the last round.
    void formProposesTheLastRoundsChoices() {
        ProjectFile file;
        Session session(storage::Project::open(file.path().toStdString()));
        storage::Round round;
        round.strategy = SelectionStrategy::Uncertainty;
        round.count = 33;
        round.per_problem = 2;
        round.model = session.models.add({.kind = "prm", .path = "x"});
        round.config = R"({"by":"min","neutral":"negative","samples":4,"generator":"/g","orm":true,
            "train":{"mode":"full","base":"/b","epochs":3,"learning_rate":0.0005,
            "too_long":"skip","after_error":true,"class_weights":true}})";
        round = session.rounds.add(round);
        const RoundSpec proposed = proposedRound(session);
        QCOMPARE(proposed.selection.strategy, SelectionStrategy::Uncertainty);
        QCOMPARE(proposed.selection.count, 33);
        QCOMPARE(proposed.selection.seed, std::uint64_t(round.number)); // a new one
        QCOMPARE(proposed.rule, ScoreRule::Minimum);
        QCOMPARE(proposed.neutral, NeutralPolicy::AsNegative);
        QCOMPARE(proposed.train.mode, TrainMode::Full);
        QCOMPARE(proposed.train.epochs, 3);
        QCOMPARE(proposed.train.learning_rate, 0.0005);
        QCOMPARE(proposed.train.base, std::filesystem::path("/b"));
        QCOMPARE(proposed.generator, std::filesystem::path("/g"));
        QVERIFY(proposed.orm);
        QCOMPARE(proposed.train.too_long, std::optional(TooLong::Skip));
        QVERIFY(proposed.train.after_error && proposed.train.class_weights);
        round.config = R"({"an option of a later version":1})";
        session.rounds.add(round);
        const RoundSpec without = proposedRound(session);
        QCOMPARE(without.selection.count, 33); // by its column
        QCOMPARE(without.train.mode, TrainMode::Head);
        round.model = 0;
        round.strategy = SelectionStrategy::Uniform;
        session.rounds.add(round);
        QCOMPARE(proposedRound(session).selection.strategy,
                 SelectionStrategy::ConvincingWrong); // it was for want of a model
        round.config = R"({"strategy":"uniform"})";
        session.rounds.add(round);
        QCOMPARE(proposedRound(session).selection.strategy, SelectionStrategy::Uniform); // it was wanted
    }

    /// Else the panel would not say how far the whole round is, or would promise what it cannot know.
    void plannedStagesMakeTheTimeLeft() {
        JobProgress job(QStringLiteral("round 2"), 0, {{Part::Train, 20.0}, {Part::Score, 10.0}, {Part::Queue, 1.0}});
        QCOMPARE(job.view().stages.size(), std::size_t(3));
        job.report({.stage = Stage::Starting, .part = Part::Train}, 100);
        job.report({.stage = Stage::Training,
                    .subject = Subject::Prm,
                    .part = Part::Train,
                    .epoch = 1,
                    .epochs = 2,
                    .done = 50,
                    .total = 100,
                    .unit = Unit::Tokens,
                    .units_per_s = 10,
                    .loss = 0.7},
                   1000);
        QCOMPARE(job.view().left_ms, std::optional<qint64>(15'000)); // 50 of this epoch, 100 of the next
        QCOMPARE(job.view().all_left_ms, std::optional<qint64>(26'000));
        QCOMPARE(job.view().stages[0].state, ui::StageState::Running);
        job.report({.stage = Stage::Training,
                    .subject = Subject::Prm,
                    .part = Part::Train,
                    .epoch = 2,
                    .epochs = 2,
                    .done = 50,
                    .total = 100,
                    .unit = Unit::Tokens,
                    .units_per_s = 10,
                    .loss = 0.5},
                   9000);
        QCOMPARE(job.view().curve, (std::vector<LossPoint>{{0.5, 0.7}, {1.5, 0.5}}));
        job.report({.stage = Stage::Validating, .part = Part::Train, .done = 1, .total = 4, .unit = Unit::Problems},
                   9500);
        QCOMPARE(job.view().stages.size(), std::size_t(3)); // part of the training
        job.report({.stage = Stage::Training,
                    .subject = Subject::Prm,
                    .part = Part::Train,
                    .epoch = 2,
                    .epochs = 2,
                    .done = 100,
                    .total = 100,
                    .unit = Unit::Tokens,
                    .skipped = 3,
                    .note = "3 steps skipped, the last at batch 4 of 9: the loss is NaN or infinite"},
                   9700);
        QVERIFY2(job.view().stages[0].detail.startsWith("3 step"), qPrintable(job.view().stages[0].detail));
        job.report({.stage = Stage::Validating, .part = Part::Train, .done = 4, .total = 4, .unit = Unit::Problems},
                   9800);
        job.report({.stage = Stage::Starting, .part = Part::Queue}, 10'000);
        QCOMPARE(job.view().stages[0].state, ui::StageState::Done);
        QVERIFY2(job.view().stages[0].detail.contains("3 step"), qPrintable(job.view().stages[0].detail));
        QCOMPARE(job.view().stages[1].state, ui::StageState::Skipped);
        QCOMPARE(job.view().stages[2].state, ui::StageState::Running);
        job.report({.stage = Stage::Starting, .part = Part::Evaluate}, 11'000); // was not planned
        QCOMPARE(job.view().stages.size(), std::size_t(4));
        QVERIFY(!job.view().all_left_ms);
    }
};

QTEST_MAIN(TestRoundEstimate)
#include "tst_round_estimate.moc"
