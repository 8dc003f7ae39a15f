// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/include_table.h"
#include "tests/rooms.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace stepmark;

namespace {

struct Source {
    std::string file; ///< from the root of the source tree
    std::string text;
};

std::vector<Source> sources() {
    const QDir root(QStringLiteral(STEPMARK_SOURCE_DIR));
    std::vector<Source> all;
    for (const char* folder : {"model", "storage", "ui", "app"}) {
        QDirIterator files(root.filePath(QString::fromLatin1(folder)), {"*.h", "*.cpp"}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                all.push_back({root.relativeFilePath(file.fileName()).toStdString(), file.readAll().toStdString()});
        }
    }
    return all;
}

QByteArray listed(const std::vector<Offence>& offences) {
    std::string text = std::to_string(offences.size()) + " offence(s)";
    for (const Offence& offence : offences)
        text += "\n" + toText(offence);
    return QByteArray::fromStdString(text);
}

} // namespace

/// The rules that keep the folders apart. Were they broken, the learning half would no longer build on a GPU machine
/// without Qt, and the desktop would load libtorch: seconds at every start, and a training run could take the labeler's
/// window down.
class TestIncludes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFolderKeepsToTheTable() {
        const auto files = sources();
        QVERIFY2(files.size() > 40, "the source tree was not found");
        std::vector<Offence> offences;
        for (const Source& source : files)
            for (const Offence& offence : includeOffences(source.file, source.text))
                offences.push_back(offence);
        QVERIFY2(offences.empty(), listed(offences).constData());
    }

    /// People read the page, the machine reads the table: they are one. With STEPMARK_WRITE_ROOMS=1 the page is
    /// written.
    void thePageShowsTheTable() {
        QFile page(QStringLiteral(STEPMARK_SOURCE_DIR "/ARCHITECTURE.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QByteArray text = page.readAll(), table = QByteArray::fromStdString(roomsAsTable());
        page.close();
        const auto begin = text.indexOf("| folder |"), end = text.indexOf("\n\n", begin) + 1;
        QVERIFY(begin > 0 && end > begin);
        if (qEnvironmentVariableIsSet("STEPMARK_WRITE_ROOMS")) {
            QVERIFY(page.open(QIODevice::WriteOnly));
            QVERIFY(page.write(text.left(begin) + table + text.mid(end)) > 0);
            return;
        }
        QVERIFY2(text.mid(begin, end - begin) == table,
                 "run this test with STEPMARK_WRITE_ROOMS=1: it writes the page");
    }

    /// A room that is gone, or one that nobody entered into the table.
    void everyRoomIsThere() {
        for (const Room& room : rooms())
            QVERIFY2(QDir(QStringLiteral(STEPMARK_SOURCE_DIR "/") + QString::fromUtf8(room.folder.data())).exists(),
                     room.folder.data());
    }

    /// Whoever calls it must know from which thread.
    void everyHeaderStatesItsThreadRule() {
        QStringList silent;
        for (const Source& source : sources())
            if (source.file.ends_with(".h") &&
                !QString::fromStdString(source.text).contains("thread", Qt::CaseInsensitive))
                silent << QString::fromStdString(source.file);
        QVERIFY2(silent.isEmpty(), qPrintable(silent.join('\n')));
    }

    /// A reader who follows a reference must find something: pages by their names, decisions by their numbers.
    void whatIsCitedIsThere() {
        static const QRegularExpression name(R"re([A-Za-z0-9_./-]+\.md\b|docs/decisions/[0-9a-z-]*)re");
        const QDir root(QStringLiteral(STEPMARK_SOURCE_DIR));
        QStringList missing;
        for (const Source& source : sources()) {
            const QString text = QString::fromStdString(source.text);
            for (auto match = name.globalMatch(text); match.hasNext();) {
                QString cited = match.next().captured();
                cited = cited.mid(cited.startsWith('/') ? 1 : 0);
                if (!root.exists(cited))
                    missing << QString::fromStdString(source.file) + ": " + cited;
            }
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join('\n')));
    }

    /// Whoever takes a single file along must see its licence.
    void everyFileNamesTheLicence() {
        std::vector<Offence> offences;
        for (const Source& source : sources())
            for (const Offence& offence : licenceOffences(source.file, source.text))
                offences.push_back(offence);
        QVERIFY2(offences.empty(), listed(offences).constData());
    }

    /// Lost: SQLite's locks, and with them marks, whenever Qt looks into a project to guess what kind of file it is.
    void nothingGuessesWhatAFileIs() {
        for (const Source& source : sources())
            for (const char* guesser : {"QFileDialog", "QMimeDatabase", "QFileSystemModel", "QFileIconProvider"})
                if (source.text.find("#include <" + std::string(guesser) + ">") != std::string::npos &&
                    source.file != "ui/widgets/file_dialog.cpp")
                    QFAIL(qPrintable(QStringLiteral("%1 uses %2: ask by ui/widgets/file_dialog.h")
                                         .arg(QString::fromStdString(source.file), QString::fromLatin1(guesser))));
    }

    /// One idea a file: what has grown beyond a few screens has become two.
    void noFileIsLong() {
        for (const Source& source : sources()) {
            const auto lines = std::count(source.text.begin(), source.text.end(), '\n');
            QVERIFY2(lines <= 350, qPrintable(QStringLiteral("%1 has %2 lines: split it by what it is about")
                                                  .arg(QString::fromStdString(source.file))
                                                  .arg(lines)));
        }
    }

    void offencesAreFound_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line"); // of the one offence, -1 for none
        const auto row = [](const char* name, const char* file, const char* text, int line) {
            QTest::newRow(name) << QByteArray(file) << QByteArray(text) << line;
        };
        row("domain: standard library", "model/domain/a.h", "#include <vector>\n#include \"model/domain/b.h\"\n", -1);
        row("domain: Qt", "model/domain/a.h", "#include <vector>\n#include <QString>\n", 2);
        row("domain: json", "model/domain/a.cpp", "#include <nlohmann/json.hpp>\n", 1);
        row("domain: the rest of model", "model/domain/a.cpp", "#include \"model/base/b.h\"\n", 1);
        row("domain: POSIX", "model/domain/a.cpp", "#include <unistd.h>\n", 1);
        row("files: POSIX", "model/files/a.cpp", "#include <fcntl.h>\n#include \"model/domain/error.h\"\n", -1);
        row("files: json", "model/files/a.cpp", "#include <nlohmann/json.hpp>\n", 1);
        row("files: the rest of model", "model/files/a.cpp", "#include \"model/base/safetensors.h\"\n", 1);
        row("model: torch in a .cpp", "model/learning/a.cpp", "#include <torch/torch.h>\n", -1);
        row("model: torch in a private header", "model/learning/a_p.h", "#include <ATen/ATen.h>\n", -1);
        row("model: torch in a public header", "model/learning/a.h", "#include <torch/torch.h>\n", 1);
        row("model: c10 in a public header", "model/learning/a.h", "#include <c10/util/Half.h>\n", 1);
        row("model: Qt", "model/learning/a.cpp", "#include <QtCore/QString>\n", 1);
        row("model: Qt by its lower-case name", "model/learning/a.cpp", "#include <qstring.h>\n", 1);
        row("model: SQL", "model/learning/a.cpp", "#include <sqlite3.h>\n", 1);
        row("model: storage", "model/learning/a.cpp", "#include \"storage/project.h\"\n", 1);
        row("model: PCRE2 in tokenizer", "model/tokenizer/a.cpp", "#include <pcre2.h>\n", -1);
        row("model: PCRE2 elsewhere", "model/base/a.cpp", "#include <pcre2.h>\n", 1);
        row("model: GiNaC in grading", "model/grading/a.cpp", "#include <ginac/ginac.h>\n", -1);
        row("model: GiNaC in a header of grading", "model/grading/a.h", "#include <ginac/ginac.h>\n", -1);
        row("model: GiNaC elsewhere", "model/sample/a.cpp", "#include <ginac/ginac.h>\n", 1);
        row("storage: SQL and json", "storage/a.cpp", "#include <QSqlQuery>\n#include <nlohmann/json.hpp>\n", -1);
        row("storage: torch", "storage/a.cpp", "#include <torch/torch.h>\n", 1);
        row("storage: learning", "storage/interchange/a.cpp", "#include \"model/learning/train.h\"\n", 1);
        row("storage: ui", "storage/a.cpp", "#include \"ui/shell/main_window.h\"\n", 1);
        row("ui: widgets and domain", "ui/a.cpp", "#include <QWidget>\n#include \"model/domain/rating.h\"\n", -1);
        row("ui: files", "ui/a.cpp", "#include \"model/files/output_file.h\"\n", -1);
        row("ui: Qt SQL", "ui/a.cpp", "#include <QSqlDatabase>\n", 1);
        row("ui: Qt SQL by its module", "ui/a.cpp", "#include <QtSql/QSqlDatabase>\n", 1);
        row("ui: torch", "ui/label/a.cpp", "#include <torch/torch.h>\n", 1);
        row("ui: storage", "ui/label/a.cpp", "#include \"storage/project.h\"\n", 1);
        row("ui: json", "ui/label/a.cpp", "#include <nlohmann/json.hpp>\n", 1);
        row("shell: widgets", "ui/shell/a.cpp", "#include \"ui/widgets/plain_label.h\"\n", -1);
        row("shell: a workshop's page", "ui/shell/a.cpp", "#include \"ui/label/label_page.h\"\n", 1);
        row("jobs: a workshop's page", "ui/jobs/a.h", "#include \"ui/rounds/round_view.h\"\n", 1);
        row("storage: Qt's window", "storage/a.cpp", "#include <QWidget>\n", 1);
        row("storage: Qt Core", "storage/a.cpp", "#include <QString>\n", -1);
        row("base: tokenizer", "model/base/a.cpp", "#include \"model/tokenizer/tokenizer.h\"\n", 1);
        row("tokenizer: learning", "model/tokenizer/a.cpp", "#include \"model/learning/train.h\"\n", 1);
        row("tokenizer: torch", "model/tokenizer/a.cpp", "#include <ATen/ATen.h>\n", 1);
        row("grading: json", "model/grading/a.cpp", "#include <nlohmann/json.hpp>\n", 1);
        row("sample: grading", "model/sample/a.cpp", "#include \"model/grading/grade.h\"\n", 1);
        row("learning: grading", "model/learning/a.cpp", "#include \"model/grading/grade.h\"\n", 1);
        row("formats: another of storage", "storage/formats/a.cpp", "#include \"storage/project.h\"\n", 1);
        row("work: storage and learning", "app/work/a.cpp",
            "#include \"storage/project.h\"\n#include \"model/learning/train.h\"\n", -1);
        row("work: SQL", "app/work/a.cpp", "#include <QSqlQuery>\n", 1);
        row("work: torch", "app/work/a.cpp", "#include <torch/torch.h>\n", 1);
        row("work: the window", "app/work/a.cpp", "#include \"ui/shell/main_window.h\"\n", 1);
        row("command line: work", "app/stepmarkctl/a.cpp", "#include <CLI/CLI.hpp>\n#include \"app/work/work.h\"\n",
            -1);
        row("command line: desktop", "app/stepmarkctl/a.cpp", "#include \"app/desktop/desktop.h\"\n", 1);
        row("desktop: work", "app/desktop/a.cpp", "#include \"app/work/work.h\"\n", 1);
        row("desktop: torch", "app/desktop/a.cpp", "#include <torch/torch.h>\n", 1);
        row("desktop: made-up data", "app/desktop/a.cpp", "#include \"app/capture/example_project.h\"\n", 1);
        row("capture: torch", "app/capture/a.cpp", "#include <torch/torch.h>\n", 1);
        row("desktop: learning", "app/desktop/a.cpp", "#include \"model/learning/train.h\"\n", 1);
        row("path not from the root", "ui/label/a.cpp", "#include \"label_page.h\"\n", 1);
        row("path upwards", "ui/label/a.cpp", "#include \"ui/../storage/project.h\"\n", 1);
        row("unknown library", "app/work/a.cpp", "#include <boost/any.hpp>\n", 1);
        row("unknown folder", "extra/a.cpp", "", 0);
        row("odd spacing", "ui/a.cpp", "\n  #  include<torch/torch.h> // why\n", 2);
        row("a comment is no include", "ui/a.cpp", "// #include <torch/torch.h>\n", -1);
        row("no newline at the end", "ui/a.cpp", "#include <torch/torch.h>", 1);
    }

    /// A checker that lets everything pass would protect nobody.
    void offencesAreFound() {
        QFETCH(const QByteArray, file);
        QFETCH(const QByteArray, text);
        QFETCH(const int, line);
        const auto offences = includeOffences(file.toStdString(), text.toStdString());
        QVERIFY2(offences.size() == (line < 0 ? 0U : 1U), listed(offences).constData());
        if (line >= 0) {
            QCOMPARE(offences.front().line, line);
            QVERIFY(toText(offences.front()).starts_with(file.toStdString() + ":" + std::to_string(line) + ": "));
        }
    }

    void licenceLine_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("there") << QByteArray("// SPDX-License-Identifier: GPL-3.0-or-later\n#pragma once\n") << true;
        QTest::newRow("another licence") << QByteArray("// SPDX-License-Identifier: MIT\n") << false;
        QTest::newRow("second line") << QByteArray("\n// SPDX-License-Identifier: GPL-3.0-or-later\n") << false;
        QTest::newRow("empty file") << QByteArray() << false;
    }

    void licenceLine() {
        QFETCH(const QByteArray, text);
        QFETCH(const bool, good);
        QCOMPARE(licenceOffences("ui/a.h", text.toStdString()).empty(), good);
    }
};

QTEST_APPLESS_MAIN(TestIncludes)
#include "tst_includes.moc"
