// SPDX-License-Identifier: GPL-3.0-or-later
//
// Manual pages and completions are made of the options that the program has: all of them, and no others.
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <QRegularExpression>
#include <QStandardPaths>

using namespace stepmark::test;

namespace {

QStringList optionsOf(const QString& subcommand) {
    static const QRegularExpression name("^  (?:-[a-z], )?(--[a-z-]+)", QRegularExpression::MultilineOption);
    QStringList names;
    for (auto match = name.globalMatch(run(subcommand.split(' ') << "--help").out); match.hasNext();)
        names << match.next().captured(1);
    return names;
}

QString textOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

struct Output {
    int code = -1;
    QString text;
};
Output outputOf(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(120'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

} // namespace

class TestCtlPages : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString share(const QString& name) const { return m_folder.filePath("share/" + name); }
    QString bashFile() const { return share("bash-completion/completions/stepmarkctl"); }

private Q_SLOTS:
    void initTestCase() {
        const CtlResult result = ctl({"pages", m_folder.filePath("share")});
        QVERIFY2(result.code == 0, qPrintable(result.err));
        QVERIFY(subcommandNames().size() > 20);
        QCOMPARE(result.json["files"].get<int>(), subcommandNames().size() + 4);
    }

    /// Whoever adds a subcommand or an option has documented it.
    void everyOptionHasItsPlace_data() {
        QTest::addColumn<QString>("name");
        for (const QString& name : subcommandNames())
            QTest::newRow(qPrintable(name)) << name;
    }
    void everyOptionHasItsPlace() {
        QFETCH(const QString, name);
        const QString page = textOf(share("man/man1/stepmarkctl-" + QString(name).replace(' ', '-') + ".1"));
        QVERIFY(page.contains("\n.SH EXAMPLE\n.nf\nstepmarkctl " + QString(name).replace("-", "\\-")));
        const QString bash = textOf(bashFile()).section("\n    '" + name + "') words='", 1).section('\'', 0, 0);
        const QString fish = textOf(share("fish/vendor_completions.d/stepmarkctl.fish"));
        const QString zsh = textOf(share("zsh/vendor-completions/_stepmarkctl"))
                                .section("\n            '" + name + "') _arguments", 1)
                                .section(";;", 0, 0);
        const QStringList options = optionsOf(name);
        QVERIFY(options.contains("--help"));
        for (const QString& option : options) {
            QVERIFY2(page.contains(QString(option).replace("-", "\\-")), qPrintable(option));
            QVERIFY2(bash.split(' ').contains(option), qPrintable(option));
            QVERIFY2(zsh.contains(option + "["), qPrintable(option));
            if (option != "--help")
                QVERIFY2(fish.contains("__fish_seen_subcommand_from " + name.section(' ', -1) + "' -l " + option.mid(2) + " "),
                         qPrintable(option));
        }
        for (const QString& option : bash.split(' '))
            QVERIFY2(options.contains(option) || option == "--json" || option == "--version", qPrintable(option));
    }

    void bashCompletes_data() {
        QTest::addColumn<QStringList>("words"); // the last is being typed
        QTest::addColumn<QString>("expected");  // what of it is offered
        const auto row = [](const char* name, const QStringList& words, const char* expected) {
            QTest::newRow(name) << words << expected;
        };
        row("subcommand", {"ex"}, "export");
        row("option of a subcommand", {"import", "p.stepmark", "--thr"}, "--threshold");
        row("option of all", {"status", "--js"}, "--json");
        row("word of an option", {"train", "p.stepmark", "--mode", "f"}, "full");
        row("all words of an option", {"train", "--kind", ""}, "prm orm generator");
        row("after a flag of the program", {"--json", "predi"}, "predict");
        row("a group", {"w2"}, "w2s");
        row("subcommand of a group", {"w2s", "ta"}, "tasks");
        row("option of all, of a group", {"w2s", "--js"}, "--json");
        row("option of a subcommand of a group", {"w2s", "add-task", "p.stepmark", "--ki"}, "--kind");
        row("word of its option", {"w2s", "add-task", "p.stepmark", "--example", "pre"}, "preference");
        row("a file for it", {"w2s", "tasks", ""}, "");
        row("a number", {"queue", "p.stepmark", "--count", ""}, "");
        row("a file", {"import", ""}, "");
        row("nothing so called", {"nosuch", "--x"}, "");
    }
    void bashCompletes() {
        QFETCH(const QStringList, words);
        QFETCH(const QString, expected);
        // compopt speaks to the line editor, which is not there.
        const QString script = "compopt() { :; }; source \"$0\"; COMP_WORDS=(stepmarkctl \"$@\"); COMP_CWORD=$#; "
                               "_stepmarkctl; printf %s \"${COMPREPLY[*]}\"";
        const Output result = outputOf("bash", QStringList{"-c", script, bashFile()} + words);
        QCOMPARE(result.code, 0);
        QCOMPARE(result.text, expected);
    }

    /// The shells and man, where they are installed, find no fault.
    void toolsReadThem_data() {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("bash") << QStringList{"bash", "-n", bashFile()};
        QTest::newRow("zsh") << QStringList{"zsh", "-n", share("zsh/vendor-completions/_stepmarkctl")};
        QTest::newRow("fish") << QStringList{"fish", "-n", share("fish/vendor_completions.d/stepmarkctl.fish")};
        for (const QString& name : {QString("stepmarkctl"), QString("stepmarkctl-train")})
            QTest::newRow(qPrintable("man: " + name)) << QStringList{
                "man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", share("man/man1/" + name + ".1")};
    }
    void toolsReadThem() {
        QFETCH(const QStringList, command);
        if (QStandardPaths::findExecutable(command.first()).isEmpty())
            QSKIP(qPrintable(command.first() + " is not installed"));
        const Output result = outputOf(command.first(), command.mid(1));
        QVERIFY2(result.code == 0, qPrintable(result.text));
        QVERIFY2(!result.text.contains("warning"), qPrintable(result.text));
    }

    /// It is for the build: people would look for what it is good for.
    void helpIsSilentOfIt() {
        QVERIFY(!subcommandNames().contains("pages"));
        QVERIFY(run({"page"}).err.contains("There is no subcommand 'page'"));
        QVERIFY(!run({"page"}).err.contains("pages"));
    }
};

QTEST_GUILESS_MAIN(TestCtlPages)
#include "tst_ctl_pages.moc"
