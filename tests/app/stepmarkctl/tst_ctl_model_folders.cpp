// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where models go: nothing that is there is written over.
#include "tests/app/stepmarkctl/what_is_left.h"

using namespace stepmark::test;

class TestCtlModelFolders : public QObject {
    Q_OBJECT

    Workplace m_sample; ///< copied for each test

    void copySample(const Workplace& place) const { QVERIFY(QFile::copy(m_sample.project(), place.project())); }

private Q_SLOTS:
    void initTestCase() {
        const CtlResult sample =
            ctl({"sample", m_sample.project(), "--problems", "15", "--samples", "4", "--held-out-samples", "4"});
        QVERIFY2(sample.code == 0, qPrintable(sample.err));
    }

    void modelsAreNeverWrittenOver_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("out");
        QTest::newRow("prm, its own name") << "prm"
                                           << "p.models/round-1";
        QTest::newRow("prm, another spelling") << "prm"
                                               << "./p.models/x/../round-1/";
        QTest::newRow("prm, through a link") << "prm"
                                             << "link/round-1";
        QTest::newRow("orm") << "orm"
                             << "p.models/round-1-orm";
        QTest::newRow("generator") << "generator"
                                   << "p.models/round-1";
        QTest::newRow("somebody else's") << "prm"
                                         << "foreign";
    }
    void modelsAreNeverWrittenOver() {
        QFETCH(QString, kind);
        QFETCH(QString, out);
        static const Workplace place;
        if (!QFile::exists(place.project())) {
            copySample(place);
            QCOMPARE(ctl(QStringList{"round", place.project()} + kRound).code, 0);
            QVERIFY(QFile::link(place.file("p.models"), place.file("link")));
            QVERIFY(QDir().mkpath(place.file("foreign")));
            place.file("foreign/letter.txt", "dear");
        }
        const auto before = leftIn(place);
        const CtlResult train = ctl({"train", place.project(), "--kind", kind, "--out", place.file(out)});
        QCOMPARE(train.code, 1);
        QVERIFY2(train.err.contains("--out"), qPrintable(train.err));
        const CtlResult round =
            ctl(QStringList{"round", place.project(), "--out", place.file(out)} + QStringList(kRound));
        QCOMPARE(round.code, 1);
        QCOMPARE(firstDifference(before, leftIn(place)), QString());
        QVERIFY(QFile::exists(place.file("foreign/letter.txt")));
    }

    /// A copy of the project beside it has the same PROJECT.models.
    void automaticNamesGoOnToTheNextFreeOne() {
        const Workplace place;
        copySample(place);
        const QString copy = place.file("p.copy");
        QVERIFY(QFile::copy(place.project(), copy));
        QCOMPARE(ctl(QStringList{"round", place.project()} + kRound).code, 0);
        const QByteArray weights = hashOf(place.file("p.models/round-1/model.safetensors"));
        const CtlResult round = ctl(QStringList{"round", copy} + kRound);
        QVERIFY2(round.code == 0, qPrintable(round.err));
        QCOMPARE(hashOf(place.file("p.models/round-1/model.safetensors")), weights);
        QVERIFY(QDir(place.file("p.models/round-1-2")).exists());
        QVERIFY(QDir(place.file("p.models/round-1-2-orm")).exists());
    }
};

QTEST_GUILESS_MAIN(TestCtlModelFolders)
#include "tst_ctl_model_folders.moc"
