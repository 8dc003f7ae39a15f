// SPDX-License-Identifier: GPL-3.0-or-later
// Lost: the training on a machine without a desktop, or what it has to do with the project that it was made for.
#include "tests/app/stepmarkctl/ctl_runner.h"

using namespace stepmark::test;
using json = nlohmann::json;

namespace {

QString program() { return QStringLiteral(STEPMARK_BINARY_DIR "/bin/stepmark-train"); }

struct Trained {
    int code = -1;
    json result;
    QByteArray err;
};

Trained trainAlone(const QStringList& arguments) {
    QProcess process;
    process.start(program(), arguments + QStringList{"--json"});
    Trained trained;
    if (process.waitForFinished(300'000) && process.exitStatus() == QProcess::NormalExit)
        trained.code = process.exitCode();
    trained.result = json::parse(process.readAllStandardOutput().toStdString(), nullptr, false);
    trained.err = process.readAllStandardError();
    return trained;
}

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestStepmarkTrain : public QObject {
    Q_OBJECT

    Workplace m_place;

    QStringList training(const QString& kind, const QString& mode) const {
        return {"train", m_place.project(), "--kind",  kind,        "--mode", mode, "--seed",
                "3",     "--precision",     "float32", "--threads", "2"};
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(
            ctl({"sample", m_place.project(), "--problems", "20", "--samples", "3", "--held-out-samples", "3"}).code ==
            0);
        QVERIFY(ctl({"queue", m_place.project(), "--count", "20"}).code == 0);
        QVERIFY(ctl({"label", m_place.project(), "--oracle"}).code == 0);
    }

    // It has to run where there is no Qt.
    void itNeedsNoQt() {
        QProcess process;
        process.start("readelf",
                      {"--dynamic", program()}); // not ldd: Debian's libtorch itself draws in Qt 5, by OpenCV
        QVERIFY(process.waitForFinished(30'000));
        const QByteArray libraries = process.readAllStandardOutput();
        QVERIFY(libraries.contains("torch"));
        QVERIFY(!libraries.contains("Qt"));
    }

    // The same weights, and a model that the project knows, with what it was trained on.
    void theSameModelComesBack_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("mode");
        QTest::newRow("prm, head") << "prm"
                                   << "head";
        QTest::newRow("prm, full") << "prm"
                                   << "full";
        QTest::newRow("orm") << "orm"
                             << "full";
    }
    void theSameModelComesBack() {
        QFETCH(const QString, kind);
        QFETCH(const QString, mode);
        const QString tag = kind + mode, examples = m_place.file(tag + ".jsonl"), away = m_place.file(tag + "-away"),
                      here = m_place.file(tag + "-here");
        const CtlResult written = ctl(training(kind, mode) + QStringList{"--examples-to", examples});
        QVERIFY2(written.code == 0, qPrintable(written.err));
        QVERIFY(written.json["problems"].get<int>() > 3);
        QVERIFY(ctl(training(kind, mode) + QStringList{"--examples-to", examples}).code == 1); // there is one

        const Trained alone = trainAlone({examples, "--out", away});
        QVERIFY2(alone.code == 0, alone.err.constData());
        QVERIFY(alone.err.contains("\"stage\""));
        const CtlResult direct = ctl(training(kind, mode) + QStringList{"--out", here});
        QVERIFY2(direct.code == 0, qPrintable(direct.err));
        const QByteArray weights = bytesOf(here + "/model.safetensors");
        QVERIFY(!weights.isEmpty() && weights == bytesOf(away + "/model.safetensors"));

        const CtlResult back = ctl(training(kind, mode) + QStringList{"--out", away, "--resume"});
        QVERIFY2(back.code == 0, qPrintable(back.err));
        QVERIFY(back.json["model"] != direct.json["model"]);
        for (const char* same : {"ratings", "solutions", "problems", "labels_by_sign"}) {
            QVERIFY2(back.json.contains(same), back.json.dump().c_str());
            QCOMPARE(back.json[same].dump(), direct.json.value(same, json()).dump());
        }
        QCOMPARE(bytesOf(away + "/model.safetensors"), weights);
    }

    void whatCannotBeIsRefused_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("says");
        const QString none = m_place.file("none"), out = m_place.file("never");
        QTest::newRow("no file") << QStringList{none, "--out", out} << 1 << QByteArray("none");
        QTest::newRow("no folder") << QStringList{none} << 2 << QByteArray("--out");
        QTest::newRow("unknown option") << QStringList{none, "--out", out, "--fast"} << 2 << QByteArray("--fast");
        QTest::newRow("unknown precision")
            << QStringList{none, "--out", out, "--precision", "f8"} << 2 << QByteArray("f8");
        QTest::newRow("no base") << QStringList{m_place.file("prmhead.jsonl"), "--out", out, "--base", none} << 1
                                 << QByteArray("none");
    }
    void whatCannotBeIsRefused() {
        QFETCH(const QStringList, arguments);
        QFETCH(const int, code);
        QFETCH(const QByteArray, says);
        const Trained trained = trainAlone(arguments);
        QVERIFY2(trained.code == code, trained.err.constData());
        QVERIFY2(trained.err.contains(says), trained.err.constData());
        QVERIFY(!QFile::exists(m_place.file("never")));
    }
};

QTEST_GUILESS_MAIN(TestStepmarkTrain)
#include "tst_stepmark_train.moc"
