// SPDX-License-Identifier: GPL-3.0-or-later
//
// Soft labels that came with an import can be labelled by, queued by and evaluated, by the name of their source.
#include "tests/app/stepmarkctl/ctl_runner.h"

using namespace stepmark::test;
using Json = nlohmann::json;

class TestCtlScores : public QObject {
    Q_OBJECT

    Workplace m_place;
    QString m_project;

    static Json row(const std::string& problem, const char* answer, double first, double second) {
        return {{"problem", problem},
                {"answer", "2"},
                {"steps", {"We add.", std::string("#### ") + answer}},
                {"step_scores", {first, second}}};
    }

private Q_SLOTS:
    void init() {
        m_project = m_place.file(QStringLiteral("%1-%2.stepmark")
                                     .arg(QTest::currentTestFunction(), QString::fromLatin1(QTest::currentDataTag())));
        QByteArray rows;
        for (const Json& one :
             {row("1 + 1?", "2", 0.9, 0.8), row("0 + 2?", "3", 0.9, 0.75), row("3 - 1?", "5", 0.9, 0.1)})
            rows += QByteArray::fromStdString(one.dump() + "\n");
        QCOMPARE(ctl({"new", m_project}).code, 0);
        QCOMPARE(ctl({"import", m_project, m_place.file("soft.jsonl", rows), "--source", "shares"}).code, 0);
    }

    void statusNamesThem() {
        const Json status = ctl({"status", m_project}).json;
        QCOMPARE(status["score_sources"].size(), std::size_t(1));
        QCOMPARE(status["score_sources"][0]["name"].get<std::string>(), std::string("shares"));
        QCOMPARE(status["score_sources"][0]["steps"].get<int>(), 6);
        QCOMPARE(status["ratings"].get<int>(), 0);
        QVERIFY(run({"status", m_project}).out.contains("shares"));
    }

    void labelled() {
        QCOMPARE(ctl({"queue", m_project, "--count", "3"}).code, 0);
        const CtlResult label = ctl({"label", m_project, "--scores", "shares", "--threshold", "0.5"});
        QVERIFY2(label.code == 0, qPrintable(label.err));
        QCOMPARE(label.json["labeler"].get<std::string>(), std::string("scores of shares"));
        QCOMPARE(label.json["ratings"].get<int>(), 6);
        QCOMPARE(label.json["first_errors"].get<int>(), 1);
    }

    // The imported file itself is none of scores: its scores are those that were stored.
    void labelledByTheImportedFile() {
        const CtlResult label = ctl({"label", m_project, "--scores", m_place.file("soft.jsonl"), "--split", "train"});
        QVERIFY2(label.code == 0, qPrintable(label.err));
        QCOMPARE(label.json["ratings"].get<int>(), 6);
    }

    void queued() {
        const CtlResult queue = ctl({"queue", m_project, "--count", "1", "--scores", "shares"});
        QVERIFY2(queue.code == 0, qPrintable(queue.err));
        QCOMPARE(queue.json["strategy"].get<std::string>(), std::string("convincing-wrong"));
        QVERIFY(queue.json["model"] == ctl({"status", m_project}).json["score_sources"][0]["model"]);
        QCOMPARE(queue.json["wrong"].get<int>(), 1);
        QCOMPARE(ctl({"queue", m_project, "--scores", "shares", "--checkpoint", "x"}).code, 2);
    }

    /// Lost: the choice of one's own model, whenever somebody imported a file with soft labels after it had scored.
    void importedScoresAreNobodysChoiceUnasked() {
        const QByteArray rows =
            R"({"problem_id":"p","candidate":0,"problem":"1 + 1?","answer":"2","steps":["1 + 1 = 3.","A: 3"]})";
        QCOMPARE(ctl({"import", m_project, m_place.file("plain.jsonl", rows)}).code, 0);
        QVERIFY(ctl({"queue", m_project, "--count", "1"}).json["model"].is_number()); // there is nothing else
        const QByteArray scores = R"({"problem_id":"p","candidate":0,"step_scores":[0.9,0.8]})";
        const CtlResult scored = ctl({"score", m_project, "--scores", m_place.file("scores.jsonl", scores)});
        QVERIFY2(scored.code == 0, qPrintable(scored.err));
        const QByteArray later = QByteArray::fromStdString(row("9 - 1?", "7", 0.9, 0.8).dump());
        QCOMPARE(ctl({"import", m_project, m_place.file("later.jsonl", later), "--source", "later"}).code, 0);
        QVERIFY(ctl({"queue", m_project, "--count", "1"}).json["model"] == scored.json["model"]);
        QVERIFY(ctl({"evaluate", m_project, "--split", "train"}).json["model"] == scored.json["model"]);
    }

    /// Lost: that best-of-N is of candidates that the model never read, such as those too long for it.
    void unscoredCandidatesAreCounted() {
        QByteArray rows, scores = R"({"problem_id":"p","candidate":0,"step_scores":[0.9,0.8]})";
        for (int candidate = 0; candidate < 2; ++candidate)
            rows += QByteArray::fromStdString(Json{{"problem_id", "p"},
                                                   {"candidate", candidate},
                                                   {"problem", "1 + 1?"},
                                                   {"answer", "2"},
                                                   {"steps", {"1 + 1.", "A: " + std::to_string(2 + candidate)}}}
                                                  .dump() +
                                              "\n");
        const QString project = m_place.file("unscored.stepmark");
        QCOMPARE(ctl({"new", project}).code, 0);
        QCOMPARE(ctl({"import", project, m_place.file("two.jsonl", rows)}).code, 0);
        QCOMPARE(ctl({"score", project, "--scores", m_place.file("one.jsonl", scores)}).code, 0);
        const CtlResult result = ctl({"evaluate", project, "--split", "train"});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        QCOMPARE(result.json["unscored"].get<int>(), 1);
        QVERIFY2(result.json["warnings"].dump().find("1 of 2 candidates") != std::string::npos, qPrintable(result.out));
    }

    void evaluated() {
        const CtlResult result = ctl({"evaluate", m_project, "--split", "train", "--scores", "shares"});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        QVERIFY(result.json["best_of_n"][0]["prm"].is_number());
    }

    void unknownNamesAreToldWhatThereIs_data() {
        QTest::addColumn<QStringList>("command");
        for (const QStringList& command :
             {QStringList{"label", "P", "--split", "train"}, QStringList{"queue", "P"},
              QStringList{"evaluate", "P", "--split", "train"}, QStringList{"round", "P", "--mode", "head"}})
            QTest::newRow(qPrintable(command.first())) << command;
    }
    void unknownNamesAreToldWhatThereIs() {
        QFETCH(QStringList, command);
        const CtlResult result = ctl(command.replaceInStrings("P", m_project) << "--scores"
                                                                              << "nobody's");
        QCOMPARE(result.code, 1);
        QVERIFY2(result.err.contains("no score source 'nobody's': it has 'shares'"), qPrintable(result.err));
        QVERIFY(ctl({"rounds", m_project}).json["rounds"].empty());
    }
};

QTEST_GUILESS_MAIN(TestCtlScores)
#include "tst_ctl_scores.moc"
