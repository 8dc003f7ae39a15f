// SPDX-License-Identifier: GPL-3.0-or-later
//
// Projects that may only be read: somebody else's, or one whose tables are not ours. As root the commands run as
// nobody.
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace stepmark::test;

namespace {

/// Runs `stepmarkctl ARGUMENTS --json` as somebody who may not write root's files.
CtlResult asReader(const QStringList& arguments) {
    return ctl(arguments, [](QProcess& process) {
        process.setChildProcessModifier([] {
            if (::geteuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0))
                ::_exit(99);
        });
        process.setWorkingDirectory(QStringLiteral("/"));
    });
}

QStringList listing(const QString& folder) {
    QStringList list;
    for (const QFileInfo& file : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden, QDir::Name))
        list << QStringLiteral("%1 %2 %3").arg(file.fileName()).arg(file.ownerId()).arg(file.size());
    return list;
}

} // namespace

class TestCtlReading : public QObject {
    Q_OBJECT

    Workplace m_place, m_other; ///< the project's folder, which all may write; where copies go

    QStringList filled(const QStringList& words) const {
        QStringList arguments;
        for (QString word : words)
            arguments << word.replace("PROJECT", m_place.project()).replace("OTHER", m_other.folder.path());
        return arguments;
    }

private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(ctl({"new", m_place.project()}).code, 0);
        const auto rows =
            m_other.file("rows.jsonl", "{\"problem\": \"1 + 1\", \"answer\": \"2\", \"steps\": [\"It is 2.\"]}\n");
        QCOMPARE(ctl({"import", m_place.project(), rows}).code, 0);
        QCOMPARE(listing(m_place.folder.path()).size(), 1);
        ::chmod(m_place.project().toUtf8().constData(), 0444);
        ::chmod(m_place.folder.path().toUtf8().constData(), 0777);
        ::chmod(m_other.folder.path().toUtf8().constData(), 0777);
        if (asReader({"status", m_place.project()}).code == -1)
            QSKIP("Nobody may run the program where it lies.");
    }

    // Lost: the owner's project, to a colleague who only looked.
    void readingWorksAndLeavesNothing_data() {
        QTest::addColumn<QStringList>("words");
        for (const char* words :
             {"status PROJECT", "check PROJECT", "export PROJECT OTHER/out.jsonl --format jsonl",
              "export PROJECT OTHER/out.jsonl --format jsonl --preview", "backup PROJECT OTHER/copy.stepmark",
              "jobs PROJECT", "rounds PROJECT", "rounds PROJECT --csv OTHER/rounds.csv", "agreement PROJECT",
              "review PROJECT", "labelers PROJECT", "gold PROJECT", "import PROJECT OTHER/rows.jsonl --preview"})
            QTest::newRow(words) << QString::fromLatin1(words).split(' ');
    }
    void readingWorksAndLeavesNothing() {
        QFETCH(QStringList, words);
        const auto before = listing(m_place.folder.path());
        const auto result = asReader(filled(words));
        QVERIFY2(result.code == 0, qPrintable(result.err));
        QCOMPARE(listing(m_place.folder.path()), before);
    }

    // Lost: an hour of looking for what is wrong with the disk.
    void writingIsRefusedInOneSentence_data() {
        QTest::addColumn<QStringList>("words");
        for (const char* words :
             {"import PROJECT OTHER/rows.jsonl", "split PROJECT", "cancel PROJECT 1", "queue PROJECT --count 1",
              "label PROJECT --oracle", "generate PROJECT --samples 1", "evaluate PROJECT",
              "score PROJECT --scores OTHER/rows.jsonl", "train PROJECT --kind prm --mode head --out OTHER/model",
              "round PROJECT --count 1 --oracle", "settle PROJECT --step 1 --rating 1 --reviewer ann",
              "labelers PROJECT --admit ann", "gold PROJECT --retire 1", "gold PROJECT --threshold 0.8"})
            QTest::newRow(words) << QString::fromLatin1(words).split(' ');
    }
    void writingIsRefusedInOneSentence() {
        QFETCH(QStringList, words);
        const auto before = listing(m_place.folder.path());
        const auto result = asReader(filled(words));
        QCOMPARE(result.code, 1);
        QVERIFY2(result.err.contains("can only be read here") && result.err.contains("you may not write it"),
                 qPrintable(result.err));
        QCOMPARE(result.err.trimmed().section('\n', -1), result.out.trimmed()); // the error is JSON on both
        QCOMPARE(listing(m_place.folder.path()), before);
    }

    // Lost: the answer of the one command that is there for it.
    void checkListsAllFindings() {
        const QString copy = m_other.file("cut.stepmark");
        QVERIFY(QFile::copy(m_place.project(), copy));
        QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(QFile::resize(copy, QFileInfo(copy).size() - 5000));
        const auto result = ctl({"check", copy});
        QCOMPARE(result.code, 1);
        QVERIFY2(result.json["ok"] == false && result.json["findings"].size() >= 2, qPrintable(result.out));
        QVERIFY(QString::fromStdString(result.json["findings"][0]["message"]).contains("cut short"));
        QVERIFY(QString::fromStdString(result.json["error"]).contains("damaged"));
        const auto whole = ctl({"check", m_place.project()});
        QCOMPARE(whole.code, 0);
        QVERIFY(whole.json["ok"] == true && whole.json["findings"].empty() && whole.json["notes"].empty());
        for (const char* words : {"status", "jobs", "rounds"}) // who is not there to find out says so in a sentence
            QVERIFY(ctl({QString::fromLatin1(words), copy}).err.contains("is damaged"));
    }
};

QTEST_GUILESS_MAIN(TestCtlReading)
#include "tst_ctl_reading.moc"
