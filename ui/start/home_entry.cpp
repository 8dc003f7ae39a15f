// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/home_entry.h"

#include "ui/shell/main_window.h"
#include "ui/start/start_page.h"

namespace stepmark::ui {

PageEntry homeEntry(MainWindow& window, StartPage& page) {
    QObject::connect(&page, &StartPage::newProjectRequested, &window, &MainWindow::askNewProject);
    QObject::connect(&page, &StartPage::sampleProjectRequested, &window, &MainWindow::askSampleProject);
    QObject::connect(&page, &StartPage::openRequested, &window, &MainWindow::askOpenProject);
    QObject::connect(&page, &StartPage::openPathRequested, &window, &MainWindow::openProjectRequested);
    return {.page = &page,
            .name = QStringLiteral("start"),
            .title = StartPage::tr("Projects"),
            .menu_text = StartPage::tr("&Projects"),
            .key = QKeySequence(Qt::CTRL | Qt::Key_6)};
}

} // namespace stepmark::ui
