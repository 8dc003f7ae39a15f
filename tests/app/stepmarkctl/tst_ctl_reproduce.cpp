// SPDX-License-Identifier: GPL-3.0-or-later
//
// The paper's claims beside ours by one command: what was done is kept, and what cannot be done stops nothing else.
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <QDir>

using namespace stepmark::test;

namespace {

const QString kBase = QStringLiteral(STEPMARK_SOURCE_DIR "/resources/base/stepmark-base");

QByteArray rows(const char* part, int count, int first_group) {
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += QByteArray("{'text':'The number NUMBER of PART is KIND.','label':LABEL,'group':GROUP}\n")
                   .replace("NUMBER", QByteArray::number(i * 37 % 1000))
                   .replace("PART", part)
                   .replace("KIND", i % 2 ? "odd" : "even")
                   .replace("LABEL", QByteArray::number(i % 2))
                   .replace("GROUP", QByteArray::number(first_group + i))
                   .replace("'", "\"");
    return all;
}

} // namespace

class TestCtlReproduce : public QObject {
    Q_OBJECT

    Workplace m_place;

    CtlResult reproduce(const QStringList& more) {
        return ctl(QStringList{"reproduce", "w2s", m_place.folder.filePath("out")} + more);
    }

private Q_SLOTS:
    void initTestCase() {
        for (const char* name : {"numbers", "broken", "other/deep"})
            QDir(m_place.folder.path()).mkpath(QString("data/") + name);
        m_place.file("data/numbers/train.jsonl", rows("train", 80, 0));
        m_place.file("data/numbers/test.jsonl", rows("test", 60, 1000));
    }

    void whatWasDoneIsKept() {
        const QStringList how{
            "--data", m_place.folder.filePath("data"), "--base", kBase, "--depths", "1,2", "--seeds", "2", "--tasks",
            "numbers"};
        const CtlResult first = reproduce(how);
        QVERIFY2(first.code == 0, qPrintable(first.err));
        QCOMPARE(first.json["studies"].size(), std::size_t{2}); // of all rows, and of half of them
        QVERIFY(first.json["studies"][1]["half"] == true);
        for (const auto& one : first.json["studies"])
            QVERIFY(one["error"].is_null());
        QVERIFY(first.json["limits"].is_array());
        QVERIFY(first.json["claims"][0]["code"] == "nlp_naive");
        for (const char* file : {"w2s.html", "w2s.csv", "w2s.json", "w2s.stepmark"})
            QVERIFY2(QFile::exists(m_place.folder.filePath(QString("out/") + file)), file);
        QFile page(m_place.folder.filePath("out/w2s.html"));
        QVERIFY(page.open(QIODevice::ReadOnly) && page.readAll().contains("<svg"));
        const CtlResult again = reproduce(how);
        QCOMPARE(again.code, 0);
        QVERIFY(again.json["studies"][0]["study"] == first.json["studies"][0]["study"]);
        QVERIFY(again.json["claims"] == first.json["claims"]);
    }

    // A task of that name may be of other rows: a verdict on these would be taken for one on the data.
    void aTaskOfOtherRowsIsNotTakenForIt() {
        const QString project = m_place.folder.filePath("own.stepmark");
        QCOMPARE(ctl({"new", project}).code, 0);
        QCOMPARE(ctl({"w2s", "add-task", project, "--example", "classification", "--name", "numbers"}).code, 0);
        const CtlResult result = reproduce({"--data", m_place.folder.filePath("data"), "--base", kBase, "--tasks",
                                            "numbers", "--project", project});
        QCOMPARE(result.code, 1);
        QVERIFY2(result.err.contains("of other rows"), qPrintable(result.err));
    }

    void refusals_data() {
        QTest::addColumn<QStringList>("how");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("word");
        const QString data = m_place.folder.filePath("data");
        QTest::newRow("with nothing") << QStringList{} << 2 << QByteArray("--quick");
        QTest::newRow("both") << QStringList{"--quick", "--data", data} << 2 << QByteArray("--quick");
        QTest::newRow("no task there") << QStringList{"--data", data + "/other", "--base", kBase} << 1
                                       << QByteArray("train.jsonl");
        QTest::newRow("no such task") << QStringList{"--data", data, "--base", kBase, "--tasks", "letters"} << 1
                                      << QByteArray("letters");
        QTest::newRow("no base") << QStringList{"--data", data, "--base", data, "--tasks", "numbers"} << 1
                                 << QByteArray("config.json");
    }
    void refusals() {
        QFETCH(QStringList, how);
        QFETCH(int, code);
        QFETCH(QByteArray, word);
        const CtlResult result = reproduce(how);
        QCOMPARE(result.code, code);
        QVERIFY2(result.err.contains(QString::fromUtf8(word)), qPrintable(result.err));
    }
};

QTEST_GUILESS_MAIN(TestCtlReproduce)
#include "tst_ctl_reproduce.moc"
