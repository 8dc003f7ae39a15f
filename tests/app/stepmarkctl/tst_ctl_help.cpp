// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who has no manual at hand types --help: of every subcommand, whichever there are, it says what it takes, what happens
// without, and shows a command that works.
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <QRegularExpression>

#include <algorithm>
#include <map>

using namespace stepmark::test;

namespace {

/// The entries of a help text, each in one line: its name, then what is said of it.
QStringList entries(const QString& help) {
    QStringList list;
    for (const QString& line : help.split('\n')) {
        const QString text = line.simplified();
        const auto indent = line.size() - line.trimmed().size();
        if (!text.isEmpty() && indent == 2)
            list << text;
        else if (!text.isEmpty() && indent > 2 && !list.isEmpty())
            list.last() += " " + text;
        else if (!text.isEmpty())
            list << ""; // a heading: what follows is no part of what was before
    }
    list.removeAll("");
    return list;
}

} // namespace

class TestCtlHelp : public QObject {
    Q_OBJECT

    void rows() const {
        QTest::addColumn<QString>("name");
        for (const QString& name : subcommandNames())
            QTest::newRow(qPrintable(name)) << name;
    }
    static QString helpOf(const QString& name) {
        static std::map<QString, QString> known;
        if (const auto place = known.find(name); place != known.end())
            return place->second;
        const CtlResult result = run(name.split(' ') << "--help");
        return known[name] = result.code == 0 && result.err.isEmpty() ? result.out : QString();
    }

private Q_SLOTS:
    void allAreThere() {
        const QStringList names = subcommandNames();
        for (const char* name : {"new", "import", "train", "evaluate", "round", "settle", "cancel", "w2s add-task", "w2s tasks"})
            QVERIFY2(names.contains(name), name);
    }

    // Lost: the default was in the source only.
    void everyValueHasADefault_data() { rows(); }
    void everyValueHasADefault() {
        QFETCH(const QString, name);
        static const QRegularExpression value("^--[a-z-]+ (N|X|[A-Z]{2,})(\\.\\.\\.)?( |$)");
        static const QRegularExpression says("\\((.*; )?(required|default: .+)\\)$");
        int values = 0;
        for (const QString& entry : entries(helpOf(name))) {
            if (!entry.contains(value) && !entry.startsWith("PROJECT "))
                continue;
            ++values;
            QVERIFY2(entry.contains(says), qPrintable(entry));
        }
        QVERIFY(values > 0);
    }

    // A bare number is a guess: --patience 3 of what?
    void everyNumberHasAUnit_data() { rows(); }
    void everyNumberHasAUnit() {
        QFETCH(const QString, name);
        static const QRegularExpression number("^--[a-z-]+ [NX]\\b");
        static const QRegularExpression unit("\\b(bytes|candidates|characters|epochs|examples|items|labelers|"
                                             "learning rate|numbers?|probability|problems|replicates|rows|samples|"
                                             "seconds|seed|share|solutions|temperature|threads|tokens|wrong, 0|N)\\b",
                                             QRegularExpression::CaseInsensitiveOption);
        for (const QString& entry : entries(helpOf(name)))
            if (entry.contains(number))
                QVERIFY2(entry.section(number, 1).contains(unit), qPrintable(entry));
    }

    // The example is typed as it stands: it must be good usage, whatever files there are.
    void theExampleParses_data() { rows(); }
    void theExampleParses() {
        QFETCH(const QString, name);
        const QString line = helpOf(name).section("Example:\n", 1).section('\n', 0, 0).trimmed();
        QVERIFY2(line.startsWith("stepmarkctl " + name + " "), qPrintable(line));
        QTemporaryDir folder;
        const CtlResult result = ctl(QProcess::splitCommand(line).mid(1),
                                     [&](QProcess& process) { process.setWorkingDirectory(folder.path()); });
        QVERIFY2(result.code == 0 || result.code == 1, qPrintable(result.err));
    }

    void exitCodesAreSaid_data() { rows(); }
    void exitCodesAreSaid() {
        QFETCH(const QString, name);
        const QString codes = helpOf(name).section("Exit codes:\n", 1);
        for (const char* code : {"  0    done", "  1    failed", "  2    bad usage", "  130  interrupted"})
            QVERIFY2(codes.contains(code), code);
    }

    // Lost: half an hour on the processor, because only training could be told.
    void whatRunsANetworkSaysWithWhat() {
        for (const char* name : {"generate", "train", "score", "evaluate", "predict", "round"})
            for (const char* option : {"--precision TEXT", "--device TEXT", "--threads N"})
                QVERIFY2(helpOf(name).contains(option), name);
    }

    // Lost: an hour over the name of a column.
    void importNamesTheFieldsOfEachFormat() {
        const QString help = helpOf("import");
        for (const char* says : {"prm800k", "completions (list)", "labels (list)", "hard_labels", "step_scores (list)",
                                 "1 (right)", "0 (wrong)"})
            QVERIFY2(help.contains(says), says);
        QVERIFY(run({"label", "x", "--oracle", "--error-rate", "2"}).err.contains("'2' is no number from 0 to 1."));
    }

    // One word for it, and the older one still does.
    void planIsOneWord() {
        for (const char* name :
             {"import", "export", "train", "round", "split", "score", "generate", "sample", "evaluate", "predict"}) {
            QVERIFY2(helpOf(name).contains("--plan ") && !helpOf(name).contains("--preview"), name);
            const CtlResult older = ctl({name, "x.stepmark", "--preview", "--xylophone"});
            QVERIFY2(!older.err.contains("no option --preview"), qPrintable(older.err));
        }
    }
};

QTEST_GUILESS_MAIN(TestCtlHelp)
#include "tst_ctl_help.moc"
