// SPDX-License-Identifier: GPL-3.0-or-later
//
// What votes say of a pool, however its answers are written and whether a model has seen it or not.
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <tuple>

using namespace stepmark::test;

namespace {

/// A candidate of "What is half of one?" for each answer.
QByteArray candidates(const QStringList& answers) {
    QByteArray rows;
    for (const QString& answer : answers) {
        const nlohmann::json row = {{"problem", "What is half of one?"},
                                    {"answer", "1/2"},
                                    {"candidate", rows.count('\n')},
                                    {"steps", {"Half of one is that.", "The answer is " + answer.toStdString()}}};
        rows += QByteArray::fromStdString(row.dump() + "\n");
    }
    return rows;
}

} // namespace

class TestCtlVotes : public QObject {
    Q_OBJECT

    Workplace m_place;

    /// Imported into split train and nothing else done.
    QString project(const char* name, const QByteArray& rows) {
        const QString path = m_place.file(QString(name) + ".stepmark");
        if (ctl({"new", path}).code != 0 || ctl({"import", path, m_place.file("rows.jsonl", rows)}).code != 0)
            qFatal("no project");
        return path;
    }

private Q_SLOTS:
    void equalAnswersAreOneAnswer_data() {
        QTest::addColumn<QStringList>("answers");
        QTest::addColumn<double>("majority");
        QTest::addColumn<double>("any");
        QTest::newRow("three spellings of one half")
            << QStringList{"1/2", "0.5", "\\frac{1}{2}", "3", "3"} << 1.0 << 1.0;
        QTest::newRow("three spellings of a wrong one") << QStringList{"1/2", "1/2", "3", "3.0", "$3$"} << 0.0 << 1.0;
        QTest::newRow("nobody is right") << QStringList{"2", "3"} << 0.0 << 0.0;
    }
    void equalAnswersAreOneAnswer() {
        QFETCH(QStringList, answers);
        QFETCH(double, majority);
        QFETCH(double, any);
        const QString path = project(QTest::currentDataTag(), candidates(answers));
        const CtlResult result = ctl({"evaluate", path, "--split", "train", "--n", QString::number(answers.size())});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        const auto& point = result.json["best_of_n"][0];
        QCOMPARE(point["majority"].get<double>(), majority);
        QCOMPARE(point["any"].get<double>(), any);
    }

    /// Without a model there is no PRM to speak of: null with the reason, never 0.
    void withoutAModel() {
        const CtlResult result = ctl({"evaluate", project("none", candidates({"1/2", "3"})), "--split", "train"});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        for (const char* name : {"model", "orm_model", "step_metrics", "step_auc", "step_auc_within"})
            QVERIFY2(result.json.contains(name) && result.json[name].is_null(), name);
        for (const auto& point : result.json["best_of_n"])
            QVERIFY2(point["prm"].is_null() && point["orm"].is_null(), qPrintable(result.out));
        QVERIFY(QString::fromStdString(result.json["reasons"]["prm"]).contains("score"));
        QVERIFY(result.json["precision"].is_null());
        QVERIFY2(result.json["reasons"]["precision"].get<std::string>().starts_with("No model's scores"),
                 qPrintable(result.out));
        QCOMPARE(result.json["mean_accuracy"].get<double>(), 0.5);
        QCOMPARE(ctl({"rounds", m_place.file("none.stepmark")}).code, 0);
    }

    /// Row by row: the same form, then the same meaning.
    void gradeByFormAndByMeaning() {
        const auto pairs = QList<std::tuple<const char*, const char*, bool, bool>>{{"1/2", "0.5", true, true},
                                                                                   {"1 < x < 3", "(1,3)", false, true},
                                                                                   {"30^\\circ", "\\pi/6", false, true},
                                                                                   {"8/4", "2", false, false},
                                                                                   {"3", "4", false, false}};
        QByteArray rows;
        for (const auto& [given, reference, form, meaning] : pairs)
            rows += QByteArray::fromStdString(nlohmann::json{{"given", given}, {"reference", reference}}.dump() + "\n");
        const QString in = m_place.file("pairs.jsonl", rows);
        for (const QString& by : {QStringLiteral("form"), QStringLiteral("meaning")}) {
            const QString out = m_place.file("graded-" + by);
            const CtlResult graded = ctl({"grade", in, out, "--by", by});
            QVERIFY2(graded.code == 0, qPrintable(graded.err));
            QFile file(out);
            QVERIFY(file.open(QIODevice::ReadOnly));
            int equal = 0;
            for (const auto& [given, reference, form, meaning] : pairs) {
                const bool wanted = by == QLatin1String("form") ? form : meaning;
                const auto row = nlohmann::json::parse(file.readLine().toStdString());
                QVERIFY2(row["equal"].get<bool>() == wanted, row.dump().c_str());
                equal += wanted;
            }
            QCOMPARE(graded.json["equal"].get<int>(), equal);
        }
    }

    /// Neither a model nor a verdict: there is no figure at all.
    void nothingToEvaluate() {
        const CtlResult result = ctl({"evaluate",
                                      project("bare", R"({"problem":"Half of one?","answer":"1/2"})"
                                                      "\n"),
                                      "--split", "train"});
        QCOMPARE(result.code, 1);
        QVERIFY2(result.err.contains("nothing to evaluate"), qPrintable(result.err));
    }
};

QTEST_GUILESS_MAIN(TestCtlVotes)
#include "tst_ctl_votes.moc"
