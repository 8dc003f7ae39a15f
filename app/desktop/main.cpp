// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/capture.h"
#include "app/desktop/desktop.h"
#include "app/desktop/language.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>
#include <exception>

namespace {

/// One window after the other, each in its own language, until one is closed for good.
int runWindows(QString project) {
    using namespace stepmark;
    desktop::Language language;
    for (;;) {
        language.install(desktop::DesktopSettings().language());
        desktop::Desktop window;
        window.show();
        if (!project.isEmpty())
            window.open(project);
        const int code = QApplication::exec();
        if (code != desktop::Desktop::kAnotherLanguage)
            return code;
        project = window.projects().project().path;
    }
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("stepmark"));
    QApplication::setApplicationDisplayName(QStringLiteral("Stepmark"));
    QApplication::setOrganizationName(QStringLiteral("Stepmark"));
    QApplication::setApplicationVersion(QStringLiteral(STEPMARK_VERSION));

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
    parser.addOption(capture);
    parser.process(application);
    if (parser.positionalArguments().size() > 1) {
        std::fprintf(stderr, "stepmark: one project at a time; see --help.\n");
        return 2;
    }

    try {
        stepmark::ui::Theme::instance().install();
        if (parser.isSet(capture))
            return stepmark::desktop::capturePages(parser.value(capture));
        return runWindows(parser.positionalArguments().value(0));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "stepmark: %s\n", error.what());
        return 1;
    }
}
