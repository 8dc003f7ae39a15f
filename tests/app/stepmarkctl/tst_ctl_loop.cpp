// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole loop on the built-in sample with the shipped models, in small: what a newcomer's first run does.
#include "tests/app/stepmarkctl/ctl_runner.h"

using namespace stepmark::test;

class TestCtlLoop : public QObject {
    Q_OBJECT

    Workplace m_place;

private Q_SLOTS:
    void initTestCase() {
        const CtlResult sample =
            ctl({"sample", m_place.project(), "--problems", "60", "--samples", "8", "--held-out-samples", "8"});
        QVERIFY2(sample.code == 0, qPrintable(sample.err));
        // A pool that is all right or all wrong leaves nothing to learn.
        const double share = sample.json["correct_share"];
        QVERIFY2(share > 0.2 && share < 0.8, qPrintable(QString::number(share)));
    }

    /// A round's order is score, queue, label, train, score, evaluate; each of its figures is what the lead decides by.
    void roundsByOracle() {
        for (int number = 1; number <= 2; ++number) {
            const CtlResult round = ctl({"round", m_place.project(), "--oracle", "--count", "60", "--per-problem", "3",
                                         "--mode", "full", "--seed", "1"});
            QVERIFY2(round.code == 0, qPrintable(round.err));
            QCOMPARE(round.json["round"].get<int>(), number);
            QCOMPARE(round.json["queued"].get<int>(), 60);
            QVERIFY(round.json["labels"].get<int>() > 80); // less those that chose the epoch
            QVERIFY(round.json["step_auc_within"].is_number());
            const auto& curve = round.json["best_of_n"];
            QCOMPARE(curve.back()["n"].get<int>(), 8);
            QVERIFY(curve.back()["any"].get<double>() >= curve.back()["prm"].get<double>());
            // The second queue is the PRM's choice: mostly wrong answers, as asked.
            if (number == 2)
                QVERIFY2(round.json["wrong_share"].get<double>() >= 0.5, qPrintable(round.out));
        }
        // A PRM that learnt nothing from 120 labelled solutions would be at 0.5; the figure aimed at is in the README.
        const CtlResult evaluation = ctl({"evaluate", m_place.project()});
        QVERIFY2(evaluation.json["step_auc_within"].get<double>() > 0.55, qPrintable(evaluation.out));
        QCOMPARE(ctl({"check", m_place.project()}).code, 0);
    }

    /// People's rounds: train on the marks there are, and end with a new queue.
    void roundForPeopleEndsWithAQueue() {
        const CtlResult round = ctl({"round", m_place.project(), "--count", "10", "--mode", "head", "--seed", "2"});
        QVERIFY2(round.code == 0, qPrintable(round.err));
        QCOMPARE(ctl({"status", m_place.project()}).json["queued"].get<int>(), 10);
    }

    /// A stronger model's step scores serve as a labeler; they must not become the scores that the queue is chosen by.
    void labelsFromAScoreFile() {
        const QString project = m_place.file("scored.stepmark");
        const QString candidates = m_place.file(
            "candidates.jsonl",
            R"({"problem_id":"p","candidate":0,"problem":"1 + 1?","answer":"2","steps":["1 + 1 = 3.","A: 3"]})"
            "\n");
        const QString scores =
            m_place.file("scores.jsonl", R"({"problem_id":"p","candidate":0,"step_scores":[0.2,0.9]})"
                                         "\n");
        QCOMPARE(ctl({"new", project}).code, 0);
        QCOMPARE(ctl({"import", project, candidates}).code, 0);
        QCOMPARE(ctl({"queue", project, "--count", "1"}).code, 0);
        const CtlResult label = ctl({"label", project, "--scores", scores, "--threshold", "0.5"});
        QVERIFY2(label.code == 0, qPrintable(label.err));
        QCOMPARE(label.json["ratings"].get<int>(), 1); // what follows the first error is unlabelled
        QCOMPARE(label.json["first_errors"].get<int>(), 1);
        QVERIFY(ctl({"evaluate", project}).code != 0); // nothing is held out
    }

    /// A checkpoint is of use without a project, too.
    void predictWithTheTrainedModel() {
        const QString in = m_place.file("in.jsonl", R"({"problem":"Tom has 12 apples.","steps":["One.","Two."]})"
                                                    "\n");
        const QString out = m_place.file("out.jsonl");
        const CtlResult predict = ctl({"predict", "--checkpoint", m_place.file("p.models/round-2"), in, out});
        QVERIFY2(predict.code == 0, qPrintable(predict.err));
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto row = nlohmann::json::parse(file.readLine().toStdString());
        QCOMPARE(row["probabilities"].size(), std::size_t{2});
        const double sum = row["probabilities"][0][0].get<double>() + row["probabilities"][0][1].get<double>() +
                           row["probabilities"][0][2].get<double>();
        QVERIFY(std::abs(sum - 1) < 1e-5);
    }

    /// Outcome model and tuned generator go through the same trainer.
    void outcomeModelAndGenerator() {
        const CtlResult orm =
            ctl({"train", m_place.project(), "--kind", "orm", "--out", m_place.file("orm"), "--per-problem", "4"});
        QVERIFY2(orm.code == 0, qPrintable(orm.err));
        QCOMPARE(ctl({"score", m_place.project(), "--checkpoint", m_place.file("orm")}).code, 0);
        const CtlResult evaluation = ctl({"evaluate", m_place.project(), "--n", "1,4"});
        QVERIFY2(evaluation.json["best_of_n"][1]["orm"].is_number(), qPrintable(evaluation.out));
        const CtlResult tuned = ctl(
            {"train", m_place.project(), "--kind", "generator", "--answers", "wrong", "--out", m_place.file("gen")});
        QVERIFY2(tuned.code == 0, qPrintable(tuned.err));
        const CtlResult more =
            ctl({"generate", m_place.project(), "--base", m_place.file("gen"), "--samples", "2", "--split", "train"});
        QVERIFY2(more.code == 0, qPrintable(more.err));
        QVERIFY(more.json["solutions"].get<int>() > 0);
    }

    void planCostsNothing() {
        const CtlResult plan = ctl({"train", m_place.project(), "--kind", "prm", "--plan"});
        QVERIFY2(plan.code == 0, qPrintable(plan.err));
        QVERIFY(plan.json["tokens"].get<double>() < plan.json["tokens_row_per_rating"].get<double>());
        for (const char* name : {"ratings", "peak_bytes", "seconds"})
            QVERIFY2(plan.json[name].get<double>() > 0, name);
    }
};

QTEST_GUILESS_MAIN(TestCtlLoop)
#include "tst_ctl_loop.moc"
