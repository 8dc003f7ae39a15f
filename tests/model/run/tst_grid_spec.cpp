// SPDX-License-Identifier: GPL-3.0-or-later
// Every combination once, and nothing that would only be found out after hours.
#include "model/domain/error.h"
#include "model/run/grid_spec.h"

#include <QTest>

using namespace stepmark;

class TestGridSpec : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCombinationOnce() {
        const GridSpec grid =
            gridFromText(R"({"train":{"mode":"full","epochs":3},"over":{"learning_rate":[1e-5,2e-5],"seed":[1,2,3]}})");
        QCOMPARE(grid.runs.size(), std::size_t(6));
        QCOMPARE(grid.runs[1].over.dump(), std::string(R"({"learning_rate":1e-05,"seed":2})"));
        QCOMPARE(grid.runs[5].spec.options.seed, std::uint64_t(3));
        QCOMPARE(grid.runs[5].spec.options.learning_rate, 2e-5);
        for (const GridRun& run : grid.runs)
            QCOMPARE(run.spec.options.epochs, 3);
        QCOMPARE(gridFromText(R"({"over":{}})").runs.size(), std::size_t(1));
        QCOMPARE(gridFromText(R"({"over":{"base":["/a","/b"]}})").runs[1].spec.options.base.string(),
                 std::string("/b"));
    }

    void unsoundGridsAreRefused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* text, const char* says) {
            QTest::addRow("%s", text) << QByteArray(text) << QString::fromLatin1(says);
        };
        row("nothing", "no JSON");
        row("[]", "no object");
        row(R"({"trian":{}})", "\"trian\" is not known");
        row(R"({"train":7})", "\"train\" is no object");
        row(R"({"over":[1]})", "\"over\" is no object");
        row(R"({"over":{"seed":[]}})", "\"seed\" has no list");
        row(R"({"over":{"seed":3}})", "\"seed\" has no list");
        row(R"({"over":{"seed":[1,2,1]}})", "value 1 twice");
        row(R"({"over":{"learning_rate":[1,1.0]}})", "twice");
        row(R"({"over":{"sed":[1]}})", "sed");
        row(R"({"over":{"epochs":["many"]}})", "epochs");
        row(R"({"train":{"mode":"half"}})", "mode");
        row(R"({"train":{"out":"/x"}})", "\"out\"");
        row(R"({"over":{"out":["/x","/y"]}})", "\"out\"");
        row(R"({"train":{"kind":"orm"}})", "\"kind\"");
    }
    void unsoundGridsAreRefused() {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        QString error;
        try {
            gridFromText(text.toStdString());
        } catch (const Error& thrown) {
            error = QString::fromUtf8(thrown.what());
        }
        QVERIFY2(error.contains(says), qPrintable(error));
    }

    /// Else a slip fills the memory.
    void gridsHaveAnEnd() {
        std::string values = "0";
        for (int i = 1; i < 200; ++i)
            values += "," + std::to_string(i);
        QVERIFY_EXCEPTION_THROWN(gridFromText(R"({"over":{"seed":[)" + values + R"(],"epochs":[)" + values + "]}}"),
                                 Error);
    }
};

QTEST_APPLESS_MAIN(TestGridSpec)
#include "tst_grid_spec.moc"
