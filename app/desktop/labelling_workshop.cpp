// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/labelling_workshop.h"

#include "app/desktop/desktop.h"
#include "model/domain/error.h"

namespace stepmark::desktop {

LabellingWorkshop::LabellingWorkshop(const Services& services)
    : m_window(services.window)
    , m_pages(services.window)
    , m_label(services.storage, services.writes, *m_pages.label())
    , m_review(services.storage, services.writes, *m_pages.review())
    , m_data(services.storage, *m_pages.data())
    , m_labelers(services.storage, *m_pages.labelers())
    , m_rounds(services.storage, services.jobs, *m_pages.rounds(), services.worker_program)
    , m_grids(services.storage, services.jobs, *m_pages.rounds(), services.worker_program)
    , m_transfer(services.jobs, m_pages.transfer(), services.worker_program)
    , m_hold_out(m_pages.transfer(), services.worker_program) {
    passNoticesOn();
    passNewsOn();
    connect(&services.window, &ui::MainWindow::pageChanged, this, &LabellingWorkshop::pageChanged);
    connect(&services.jobs, &JobRunner::jobChanged, m_pages.rounds(), &ui::RoundsPage::setJob);
    connect(&services.jobs, &JobRunner::queueChanged, &m_review, &ReviewController::invalidate);
    connect(&services.jobs, &JobRunner::queueChanged, &m_data, &DataController::contentChanged);
    connect(&services.jobs, &JobRunner::queueChanged, &m_label, &LabelController::refreshQueue);
}

LabellingWorkshop& LabellingWorkshop::of(Desktop& desktop) {
    for (const auto& workshop : desktop.workshops())
        if (auto* labelling = qobject_cast<LabellingWorkshop*>(workshop.get()))
            return *labelling;
    throw Error("This window has no labelling workshop.");
}

void LabellingWorkshop::passNoticesOn() {
    const auto failed = [this](const QString& text) { Q_EMIT notice(text, true); };
    connect(&m_label, &LabelController::failed, this, failed);
    connect(&m_review, &ReviewController::failed, this, failed);
    connect(&m_data, &DataController::notice, this, &Workshop::notice);
    connect(&m_labelers, &LabelersController::notice, this, &Workshop::notice);
    connect(&m_rounds, &RoundController::notice, this, &Workshop::notice);
    connect(&m_grids, &GridController::notice, this, &Workshop::notice);
    connect(&m_transfer, &TransferController::notice, this, &Workshop::notice);
    connect(&m_hold_out, &HoldOutController::notice, this, &Workshop::notice);
    connect(&m_label, &LabelController::summaryChanged, this, &Workshop::headerChanged);
    connect(&m_pages, &ui::LabellingPages::keysChanged, this, &Workshop::settingsChanged);
}

void LabellingWorkshop::passNewsOn() {
    connect(&m_labelers, &LabelersController::changed, &m_label, &LabelController::refreshQueue);
    connect(&m_pages, &ui::LabellingPages::goldWanted, &m_labelers, &LabelersController::makeGold);
    connect(&m_data, &DataController::labelWanted, this, [this](SolutionId solution) {
        m_label.open(solution);
        m_window.showPage(m_pages.label());
    });
    connect(&m_rounds, &RoundController::queueReady, &m_review, &ReviewController::invalidate);
    connect(&m_rounds, &RoundController::queueReady, &m_data, &DataController::contentChanged);
    connect(&m_rounds, &RoundController::queueReady, &m_label, &LabelController::refreshQueue);
    connect(&m_transfer, &TransferController::imported, &m_review, &ReviewController::invalidate);
    connect(&m_transfer, &TransferController::imported, &m_data, &DataController::contentChanged);
    connect(&m_transfer, &TransferController::imported, &m_label, &LabelController::refreshQueue);
    connect(&m_hold_out, &HoldOutController::moved, &m_data, &DataController::contentChanged);
}

/// Figures that go stale are worked out when their page comes up, and a long list is read while it is seen only.
void LabellingWorkshop::pageChanged(const QWidget* page) {
    m_review.setShown(page == m_pages.review());
    m_data.setInSight(page == m_pages.data());
    if (page == m_pages.labelers())
        m_labelers.refresh();
    if (page == m_pages.rounds())
        m_rounds.propose();
}

void LabellingWorkshop::projectOpened(const ProjectInfo& project) {
    if (project.read_only.isEmpty())
        m_pages.label()->showBusy(tr("Looking for who labels here"));
    else
        showReadOnly(project.read_only);
    m_labelers.begin();
    m_data.begin();
    m_rounds.begin(project.path);
    m_grids.begin(project.path);
    m_transfer.begin(project.path);
    m_hold_out.begin(project.path);
}

/// Nobody sits down here: all pages but those on which one decides show what there is.
void LabellingWorkshop::showReadOnly(const QString& why) {
    m_pages.label()->showMessage(tr("This project is read-only here"), tr("Nothing can be marked: %1.").arg(why), {});
    m_pages.review()->showError(tr("Nothing can be settled: %1.").arg(why));
}

void LabellingWorkshop::seated(const QString& name) {
    m_label.begin(name);
    m_review.begin(name);
    m_labelers.setLabeler(name);
}

void LabellingWorkshop::projectClosing() {
    m_label.end();
    m_review.end();
    m_data.end();
    m_labelers.end();
    m_rounds.end();
    m_grids.end();
    m_transfer.end();
    m_hold_out.end();
}

void LabellingWorkshop::describe(ui::ProjectView& view) const {
    const QueueSummary& queue = m_label.summary();
    view.round = queue.round;
    view.queue_done = queue.done;
    view.queue_total = queue.total;
    view.screening = queue.screening;
}

} // namespace stepmark::desktop
