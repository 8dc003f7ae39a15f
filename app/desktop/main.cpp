// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/capture_pages.h"
#include "app/desktop/desktop.h"
#include "app/desktop/language.h"
#include "model/files/write_error.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <optional>

namespace {

/// One window after the other, each in its own language, until one is closed for good. `asked`: that of the first one.
/// The next one goes on where the last was: project, page and labeler.
int runWindows(QString project, std::optional<QString> asked) {
    using namespace stepmark;
    desktop::Language language;
    bool seated = false;
    for (;; asked.reset()) {
        language.install(asked.value_or(desktop::DesktopSettings().language()));
        desktop::DesktopOptions options;
        options.language = asked;
        options.same_labeler = seated;
        desktop::Desktop window(options);
        window.show();
        if (!project.isEmpty())
            window.open(project);
        const int code = QApplication::exec();
        if (code != desktop::Desktop::kAnotherLanguage)
            return code;
        project = window.projects().project().path;
        seated = window.seat().isSeated();
    }
}

bool isOffered(const QString& language) {
    const auto codes = stepmark::desktop::Language::codes();
    return !language.isEmpty() && std::find(codes.begin(), codes.end(), language) != codes.end();
}

} // namespace

int main(int argc, char** argv) {
    stepmark::files::takeWriteSignalsAsErrors();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("stepmark"));
    QApplication::setApplicationDisplayName(QStringLiteral("Stepmark"));
    QApplication::setOrganizationName(QStringLiteral("Stepmark"));
    QApplication::setApplicationVersion(QStringLiteral(STEPMARK_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.stepmark.Stepmark")); // a Wayland shell finds the icon by it
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icon/org.stepmark.Stepmark.svg")));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Label the steps of candidate solutions and train a process reward model on the marks."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("PROJECT"), QStringLiteral("Project file to open."),
                                 QStringLiteral("[PROJECT]"));
    const QCommandLineOption capture(
        QStringLiteral("capture"),
        QStringLiteral("Save pictures of every page, made from example data, to DIR and leave."),
        QStringLiteral("DIR"));
    const QCommandLineOption language(
        QStringLiteral("language"),
        QStringLiteral("Language of the window, this time: en or zh_CN. Otherwise that chosen in the menu."),
        QStringLiteral("CODE"));
    parser.addOptions({capture, language});
    parser.process(application);
    if (parser.positionalArguments().size() > 1) {
        std::fprintf(stderr, "stepmark: one project at a time; see --help.\n");
        return 2;
    }

    std::optional<QString> asked;
    if (parser.isSet(language))
        asked = parser.value(language);
    if (asked && !isOffered(*asked)) {
        std::fprintf(stderr, "stepmark: there is no language '%s': en or zh_CN.\n", qPrintable(*asked));
        return 2;
    }

    try {
        stepmark::ui::Theme::instance().install();
        if (parser.isSet(capture))
            return stepmark::capture::capturePages(parser.value(capture), asked.value_or(QStringLiteral("en")));
        return runWindows(parser.positionalArguments().value(0), asked);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "stepmark: %s\n", error.what());
        return 1;
    }
}
