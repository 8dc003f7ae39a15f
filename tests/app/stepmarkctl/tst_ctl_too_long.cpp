// SPDX-License-Identifier: GPL-3.0-or-later
//
// Texts longer than a model's context, and queues that cannot hold what was asked for: never fatal, never silent.
#include "tests/app/stepmarkctl/ctl_runner.h"

using namespace stepmark::test;

class TestCtlTooLong : public QObject {
    Q_OBJECT

    Workplace m_place;

    /// One candidate a line; what it scores says which of its steps are wrong.
    static QByteArray row(const QByteArray& problem, int candidate, const QByteArray& text, const QByteArray& answer) {
        const nlohmann::json row = {
            {"problem_id", problem.toStdString()},
            {"candidate", candidate},
            {"problem", text.toStdString()},
            {"answer", "2"},
            {"steps", {"Candidate " + std::to_string(candidate) + " adds.", "A: " + answer.toStdString()}}};
        return QByteArray::fromStdString(row.dump() + "\n");
    }
    static QByteArray longText() { return QByteArray("Tom counts apples, ").repeated(400) + "how many?"; }
    static QStringList codes(const nlohmann::json& notes) {
        QStringList list;
        for (const auto& note : notes)
            list.append(QString::fromStdString(note["code"].get<std::string>()));
        return list;
    }
    static nlohmann::json good(const CtlResult& result) {
        if (result.code != 0)
            qFatal("%s", qPrintable(result.err));
        return result.json;
    }

private Q_SLOTS:
    /// One problem that the shipped base reads, and one that is longer than its 512 tokens, both labelled.
    void initTestCase() {
        QByteArray candidates, scores;
        for (int i = 0; i < 4; ++i) {
            candidates += row("long", i, longText(), i == 0 ? "2" : "3");
            scores += QByteArray(R"({"problem_id":"long","candidate":@,"step_scores":[0.9,0.8]})")
                          .replace("@", QByteArray::number(i));
            scores += "\n";
        }
        candidates += row("short", 0, "1 + 1?", "2") + row("short", 1, "1 + 1?", "3");
        scores += R"({"problem_id":"short","candidate":0,"step_scores":[0.9,0.9]})"
                  "\n"
                  R"({"problem_id":"short","candidate":1,"step_scores":[0.9,0.1]})"
                  "\n";
        good(ctl({"new", m_place.project()}));
        good(ctl({"import", m_place.project(), m_place.file("candidates.jsonl", candidates)}));
        good(ctl({"label", m_place.project(), "--split", "train", "--scores", m_place.file("scores.jsonl", scores),
                  "--threshold", "0.5"}));
    }

    void thePlanSaysWhatIsTooLong() {
        const CtlResult refused = ctl({"train", m_place.project(), "--kind", "prm", "--plan"});
        QCOMPARE(refused.code, 1); // as the training would be
        QVERIFY2(refused.err.contains("8 of 12 ratings"), qPrintable(refused.err));
        const auto plan = good(ctl({"train", m_place.project(), "--kind", "prm", "--plan", "--too-long", "cut"}));
        for (const char* key : {"context", "too_long_problems", "ratings", "fit_notes"})
            QVERIFY2(refused.json[key] == plan[key], key);
        QCOMPARE(plan["context"].get<int>(), 512);
        QCOMPARE(plan["too_long_problems"].get<int>(), 1);
        QCOMPARE(plan["too_long_solutions"].get<int>(), 4);
        QCOMPARE(plan["too_long_ratings"].get<int>(), 8);
        QCOMPARE(plan["within_context_ratings"].get<int>(), 4);
        QCOMPARE(codes(plan["fit_notes"]), QStringList{"base_too_small"});
        const auto round = good(ctl({"round", m_place.project(), "--plan"}));
        QVERIFY(codes(round["notes"]).contains("base_too_small"));
        QVERIFY(codes(round["notes"]).contains("pool_base_too_small"));
    }

    void trainingOnTheRestIsRefusedUntilItIsChosen() {
        const QStringList asked{"train", m_place.project(), "--kind",           "prm", "--mode",
                                "head",  "--out",           m_place.file("prm")};
        const CtlResult refused = ctl(asked);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("8 of 12 ratings") && refused.err.contains("--too-long"),
                 qPrintable(refused.err));
        const auto trained = good(ctl(asked + QStringList{"--too-long", "cut"}));
        QCOMPARE(trained["too_long_ratings"].get<int>(), 8);
        QVERIFY(trained["fits"].is_array());
        QVERIFY(!trained["epochs"][0]["validation_loss"].is_number() ==
                trained["epochs"][0]["validation_note"].is_string());
    }

    void aHeadRefusesWhatMeansNothing() {
        for (const QStringList& nothing :
             {QStringList{"--epochs", "3"}, QStringList{"--learning-rate", "0.001"}, QStringList{"--patience", "2"}})
            for (const QStringList& command : {QStringList{"train", m_place.project(), "--kind", "prm", "--plan"},
                                               QStringList{"round", m_place.project(), "--plan"}}) {
                const CtlResult refused = ctl(command + QStringList{"--mode", "head"} + nothing);
                QCOMPARE(refused.code, 2);
                QVERIFY2(refused.err.contains(nothing.front()), qPrintable(refused.err));
            }
    }

    void scoringGoesOnAndTheQueueSaysWhatItLacks() {
        QByteArray more;
        for (int i = 4; i < 8; ++i)
            more += row("long", i, longText(), "3");
        more += row("short", 2, "1 + 1?", "2") + row("short", 3, "1 + 1?", "3");
        good(ctl({"import", m_place.project(), m_place.file("more.jsonl", more)}));
        const QStringList model{"--checkpoint", m_place.file("prm")};
        const auto plan = good(ctl(QStringList{"score", m_place.project(), "--plan"} + model));
        QCOMPARE(plan["too_long_solutions"].get<int>(), 8);
        const auto scored = good(ctl(QStringList{"score", m_place.project()} + model));
        QVERIFY(scored["steps"] == plan["steps"]);
        QVERIFY(scored["tokens"].get<int>() > 0); // training has kept some of the base's states
        QVERIFY(scored["tokens"].get<int>() <= plan["tokens"].get<int>());
        QCOMPARE(scored["too_long_problems"].get<int>(), 1);
        QCOMPARE(ctl(QStringList{"score", m_place.project(), "--too-long", "fail", "--again"} + model).code, 1);
        QVERIFY(ctl({"jobs", m_place.project()}).code == 0);

        const auto queue = good(ctl({"queue", m_place.project(), "--count", "4", "--mix", "0.5"}));
        QCOMPARE(queue["asked"].get<int>(), 4);
        QCOMPARE(queue["queued"].get<int>(), 2);
        QCOMPARE(queue["wrong_asked"].get<int>(), 2);
        QCOMPARE(queue["wrong"].get<int>(), 1);
        QCOMPARE(queue["unscored"].get<int>(), 4); // longer than the context
        QCOMPARE(codes(queue["notes"]), (QStringList{"few_queued", "few_wrong", "unscored"}));
    }

    /// Two threads a core wait for each other at every product: with 1,024 of them a run did not end.
    void moreThreadsThanCoresAreCapped() {
        const auto trained = good(ctl({"train", m_place.project(), "--kind", "prm", "--mode", "head", "--out",
                                       m_place.file("many"), "--too-long", "cut", "--threads", "1024"}));
        QVERIFY(trained["threads"].get<int>() < 1024);
        QVERIFY(trained["threads_note"].is_string());
    }
};

QTEST_GUILESS_MAIN(TestCtlTooLong)
#include "tst_ctl_too_long.moc"
