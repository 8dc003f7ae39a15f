// SPDX-License-Identifier: GPL-3.0-or-later
// What the worker reports is what the window shows, and a stray line is never taken for a report.
#include "model/run/progress_json.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <limits>

using namespace stepmark;

class TestProgressJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Lost: the loss curve, whenever somebody renamed a stage; every value has its word and comes back by it.
    void everyWordComesBack() {
        const auto each = [](auto first, auto last, auto from) {
            for (int i = static_cast<int>(first); i <= static_cast<int>(last); ++i) {
                const auto value = static_cast<decltype(first)>(i);
                QVERIFY2(!toText(value).empty(), std::to_string(i).c_str());
                QCOMPARE(from(toText(value)), std::optional(value));
            }
        };
        each(Stage::Starting, Stage::Checking, stageFromText);
        each(Subject::Prm, Subject::Base, subjectFromText);
        each(Unit::Tokens, Unit::Updates, unitFromText);
        each(Part::Generate, Part::Study, partFromText);
    }

    void allOfItComesBack() {
        const Progress report{.stage = Stage::Training,
                              .subject = Subject::Prm,
                              .part = Part::Train,
                              .node = 2,
                              .nodes = 5,
                              .epoch = 1,
                              .epochs = 2,
                              .done = 123,
                              .total = 456,
                              .unit = Unit::Tokens,
                              .units_per_s = 10400.5,
                              .loss = 0.41,
                              .skipped = 3,
                              .note = "3 steps skipped, \"the last\" at batch 4"};
        const auto back = progressFromText(toJson(report).dump());
        QVERIFY(back.has_value());
        QVERIFY(back->sameStage(report));
        QCOMPARE(back->nodes, report.nodes);
        QCOMPARE(back->epochs, report.epochs);
        QCOMPARE(back->done, report.done);
        QCOMPARE(back->total, report.total);
        QCOMPARE(back->unit, report.unit);
        QCOMPARE(back->units_per_s, report.units_per_s);
        QCOMPARE(back->loss, report.loss);
        QCOMPARE(back->skipped, report.skipped);
        QCOMPARE(back->note, report.note);
    }

    void foreign_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("is_report");
        QTest::newRow("stage only") << QByteArray(R"({"stage":"evaluating"})") << true;
        QTest::newRow("other types") << QByteArray(R"({"stage":"scoring","done":"x","total":[],"loss":{},"unit":7})") << true;
        QTest::newRow("not finite") << QByteArray(R"({"stage":"scoring","loss":1e999})") << false;
        QTest::newRow("negative rate") << QByteArray(R"({"stage":"scoring","per_s":-3})") << true;
        QTest::newRow("beyond 64 bits") << QByteArray(R"({"stage":"scoring","done":18446744073709551615,"epoch":-4})") << true;
        QTest::newRow("unknown stage") << QByteArray(R"({"stage":"training PRM, epoch 1 of 2"})") << false;
        QTest::newRow("no stage") << QByteArray(R"({"done":1})") << false;
        QTest::newRow("list") << QByteArray("[1, 2]") << false;
        QTest::newRow("number") << QByteArray("3") << false;
        QTest::newRow("cut off") << QByteArray("{\"stage\":\"sco") << false;
        QTest::newRow("not UTF-8") << QByteArray("{\"stage\":\"\xff\xfe\"}") << false;
        QTest::newRow("empty") << QByteArray() << false;
    }
    /// It may come from a newer version, or from a project that somebody sent.
    void foreign() {
        QFETCH(QByteArray, text);
        QFETCH(bool, is_report);
        const auto report = progressFromText(text.toStdString());
        QCOMPARE(report.has_value(), is_report);
        if (!report)
            return;
        QCOMPARE(report->done, 0);
        QCOMPARE(report->total, 0);
        QCOMPARE(report->epoch, 0);
        QCOMPARE(report->unit, Unit::None);
        QVERIFY(!report->loss);
        QCOMPARE(report->units_per_s, 0.0);
    }
};

QTEST_APPLESS_MAIN(TestProgressJson)
#include "tst_progress_json.moc"
