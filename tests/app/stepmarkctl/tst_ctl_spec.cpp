// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a command is asked for is one JSON object: --spec takes it, --plan and results say it, the project keeps it.
#include "model/run/spec_json.h"
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace stepmark;
using namespace stepmark::test;
using Json = nlohmann::ordered_json;

namespace {

/// The first value that the query finds, as JSON.
Json kept(const QString& project, const char* sql) {
    QByteArray text;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "kept");
        database.setDatabaseName(project);
        QSqlQuery query(database);
        if (!database.open() || !(query = QSqlQuery(database)).exec(QString::fromLatin1(sql)) || !query.next())
            qFatal("%s: %s", sql, qPrintable(query.lastError().text()));
        text = query.value(0).toByteArray();
    }
    QSqlDatabase::removeDatabase("kept");
    return Json::parse(text.toStdString());
}

} // namespace

class TestCtlSpec : public QObject {
    Q_OBJECT

    Workplace m_place;

private Q_SLOTS:
    void initTestCase() {
        const CtlResult sample =
            ctl({"sample", m_place.project(), "--problems", "12", "--samples", "3", "--held-out-samples", "3"});
        QVERIFY2(sample.code == 0, qPrintable(sample.err));
    }

    void badSpecs_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QByteArray>("spec");
        QTest::addColumn<QStringList>("beside");
        QTest::addColumn<QString>("says");
        const QStringList none;
        QTest::newRow("no JSON") << "round" << QByteArray("count = 5") << none << "no JSON";
        QTest::newRow("nothing") << "round" << QByteArray("") << none << "no JSON";
        QTest::newRow("unknown key") << "round" << QByteArray(R"({"cuont":5})") << none << "\"cuont\" is unknown";
        QTest::newRow("another's key") << "train" << QByteArray(R"({"count":5})") << none << "\"count\" is unknown";
        QTest::newRow("wrong type") << "train" << QByteArray(R"({"epochs":"2"})") << none << "\"epochs\"";
        QTest::newRow("unknown word") << "evaluate" << QByteArray(R"({"split":"tset"})") << none
                                      << "\"split\" is one of";
        QTest::newRow("out of its limits") << "evaluate" << QByteArray(R"({"n":[1,0]})") << none << "\"n[]\"";
        QTest::newRow("an option beside it") << "round" << QByteArray("{}") << QStringList{"--count", "5"} << "--count";
        QTest::newRow("a flag beside it")
            << "train" << QByteArray("{}") << QStringList{"--class-weights"} << "--class-weights";
        QTest::newRow("two labelers") << "round" << QByteArray(R"({"labeler":{"oracle":true,"scores":"s"}})") << none
                                      << "Give one of";
        QTest::newRow("no labeler") << "round" << QByteArray(R"({"labeler":{}})") << none << "Give one of";
        QTest::newRow("scores from a pipe")
            << "round" << QByteArray(R"({"labeler":{"scores":"-"}})") << none << "only once";
        QTest::newRow("epochs of a head")
            << "round" << QByteArray(R"({"train":{"mode":"head","epochs":2}})") << none << "--mode head";
    }
    // Lost: hours, to what nobody had asked for.
    void badSpecs() {
        QFETCH(QString, command);
        QFETCH(QByteArray, spec);
        QFETCH(QStringList, beside);
        QFETCH(QString, says);
        const QStringList arguments = QStringList{command, m_place.project(), "--spec"};
        const CtlResult piped = ctl(QStringList(arguments) << "-" << beside, {}, spec);
        QCOMPARE(piped.code, 2);
        QVERIFY2(QString::fromStdString(piped.json["error"].get<std::string>()).contains(says), qPrintable(piped.err));
        const CtlResult from_file = ctl(QStringList(arguments) << m_place.file("bad.json", spec) << beside);
        QCOMPARE(from_file.code, 2);
    }

    void missingFileIsNamed() {
        const CtlResult missing = ctl({"round", m_place.project(), "--spec", m_place.file("none.json")});
        QCOMPARE(missing.code, 1);
        QVERIFY2(missing.err.contains("none.json"), qPrintable(missing.err));
    }

    // What a plan says can be asked for again, by a file or a pipe; and is what the options say.
    void whatAPlanSaysIsTheSpec_data() {
        QTest::addColumn<QStringList>("typed");
        QTest::newRow("round") << QStringList{"round",
                                              "--oracle",
                                              "--threshold",
                                              "0.4",
                                              "--labeler",
                                              "ann",
                                              "--error-rate",
                                              "0.1",
                                              "--label-seed",
                                              "3",
                                              "--count",
                                              "5",
                                              "--mode",
                                              "head",
                                              "--threads",
                                              "1",
                                              "--validation-share",
                                              "0.2"};
        QTest::newRow("train") << QStringList{"train", "--kind",   "orm", "--per-problem",  "2",   "--seed",
                                              "5",     "--epochs", "1",   "--batch-tokens", "600", "--threads",
                                              "1"};
    }
    void whatAPlanSaysIsTheSpec() {
        QFETCH(QStringList, typed);
        const QStringList plan{typed.takeFirst(), m_place.project(), "--plan"};
        const CtlResult by_options = ctl(plan + typed);
        QVERIFY2(by_options.code == 0, qPrintable(by_options.err));
        const std::string spec = by_options.json["spec"].dump();
        QVERIFY(spec.size() > 200);
        const QByteArray bytes = QByteArray::fromStdString(spec);
        const CtlResult by_pipe = ctl(QStringList(plan) << "--spec"
                                                        << "-",
                                      {}, bytes);
        QVERIFY2(by_pipe.code == 0, qPrintable(by_pipe.err));
        QCOMPARE(QByteArray::fromStdString(by_pipe.json["spec"].dump()), bytes);
        const CtlResult by_file = ctl(QStringList(plan) << "--spec" << m_place.file("spec.json", bytes));
        QCOMPARE(QByteArray::fromStdString(by_file.json["spec"].dump()), bytes);
    }

    // One form of it, wherever it lies.
    void theProjectKeepsTheSpec() {
        RoundSpec spec;
        spec.selection.count = 6;
        spec.selection.seed = 4;
        spec.train.mode = TrainMode::Head;
        spec.train.threads = 1;
        spec.labeler = LabelerSpec{.oracle = true};
        const QByteArray asked = QByteArray::fromStdString(toJson(spec).dump());
        const CtlResult round = ctl({"round", m_place.project(), "--spec", "-"}, {}, asked);
        QVERIFY2(round.code == 0, qPrintable(round.err));
        QVERIFY(specFromJson<RoundSpec>(kept(m_place.project(), "SELECT config FROM round")) == spec);
        QVERIFY(specFromJson<RoundSpec>(
                    kept(m_place.project(), "SELECT arguments FROM job WHERE kind = 'round'").at("spec")) == spec);
        const auto said = specFromText<RoundSpec>(round.json["spec"].dump());
        QVERIFY(said.train.base.is_absolute()); // resolved
        const CtlResult rounds = ctl({"rounds", m_place.project()});
        QVERIFY(specFromText<RoundSpec>(rounds.json["rounds"][0]["spec"].dump()) == spec);
        QVERIFY(rounds.json["unfinished"] == false);

        const QByteArray evaluation = R"({"n":[1,2],"seed":3,"split":"test"})";
        const CtlResult evaluated = ctl({"evaluate", m_place.project(), "--spec", "-"}, {}, evaluation);
        QVERIFY2(evaluated.code == 0, qPrintable(evaluated.err));
        QCOMPARE(evaluated.json["best_of_n"].size(), std::size_t(2));
        QVERIFY(evaluated.json["spec"]["n"] == nlohmann::json({1, 2}));

        const QByteArray training =
            "{\"kind\":\"prm\",\"mode\":\"head\",\"threads\":1,\"out\":\"" + m_place.file("prm").toUtf8() + "\"}";
        const CtlResult trained = ctl({"train", m_place.project(), "--spec", m_place.file("t.json", training)});
        QVERIFY2(trained.code == 0, qPrintable(trained.err));
        QVERIFY(trained.json["spec"]["mode"] == "head");
        const auto config = specFromJson<TrainSpec>(
            kept(m_place.project(), "SELECT config FROM model ORDER BY id DESC LIMIT 1").at("spec"));
        QCOMPARE(config.options.mode, TrainMode::Head);
        QVERIFY(config.options.batch_tokens > 0); // as it was decided
    }
};

QTEST_GUILESS_MAIN(TestCtlSpec)
#include "tst_ctl_spec.moc"
