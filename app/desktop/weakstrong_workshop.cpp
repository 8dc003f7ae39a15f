// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/weakstrong_workshop.h"

#include "app/desktop/desktop.h"
#include "model/domain/error.h"

namespace stepmark::desktop {

WeakStrongWorkshop::WeakStrongWorkshop(const Services& services)
    : m_page(new ui::WeakStrongPage)
    , m_controller(services.storage, services.jobs, *m_page, services.worker_program) {
    connect(&m_controller, &WeakStrongController::notice, this, &Workshop::notice);
    connect(m_page, &ui::WeakStrongPage::notice, this, &Workshop::notice);
    connect(m_page, &ui::WeakStrongPage::projectWanted, &services.window, &ui::MainWindow::showHome);
    connect(&services.window, &ui::MainWindow::pageChanged, this, [this](const QWidget* page) {
        if (page == m_page)
            m_controller.refresh(); // another program may have added a task or a study
    });
}

WeakStrongWorkshop& WeakStrongWorkshop::of(Desktop& desktop) {
    for (const auto& workshop : desktop.workshops())
        if (auto* mine = qobject_cast<WeakStrongWorkshop*>(workshop.get()))
            return *mine;
    throw Error("This window has no weak-to-strong workshop.");
}

void WeakStrongWorkshop::furnish(ui::Furniture& furniture) {
    furniture.pages.push_back({.page = m_page,
                               .name = QStringLiteral("weak-to-strong"),
                               .title = tr("Weak to strong"),
                               .menu_text = tr("&Weak to strong"),
                               .key = QKeySequence(Qt::CTRL | Qt::Key_7),
                               .project = [this](const std::optional<ui::ProjectView>& project) {
                                   if (!project)
                                       m_page->showNoProject();
                               }});
}

} // namespace stepmark::desktop
