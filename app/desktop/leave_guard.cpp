// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/leave_guard.h"

#include <QEvent>
#include <QMessageBox>
#include <QPushButton>

namespace stepmark::desktop {

LeaveGuard::LeaveGuard(WriteQueue& writes, JobRunner& jobs, ui::MainWindow& window)
    : m_writes(writes)
    , m_jobs(jobs)
    , m_window(&window)
    , m_ask([this](const QString& title, const QString& text, const QString& leave, bool can_retry) {
        return askByDialog(title, text, leave, can_retry);
    }) {
    window.installEventFilter(this);
}

bool LeaveGuard::mayLeave() {
    if (m_asking)
        return false; // a second click on the close button while the first is being answered
    m_asking = true;
    takeInOpenNote();
    const bool may = jobMayEnd() && marksAreSafe();
    m_asking = false;
    return may;
}

/// A note goes to disk half a second after its last letter, or when its page is left: leave it for a moment.
void LeaveGuard::takeInOpenNote() {
    using Page = ui::MainWindow::Page;
    if (m_window->page() != Page::Label)
        return;
    m_window->showPage(Page::Start);
    m_window->showPage(Page::Label);
}

bool LeaveGuard::jobMayEnd() {
    if (!m_jobs.isRunning())
        return true;
    return m_ask(
               tr("A job is running"),
               tr("Leaving the project stops the job that runs in the background. What it has not written yet is lost; "
                  "the marks are not touched."),
               tr("Stop it and leave"), false) == Answer::Leave;
}

bool LeaveGuard::marksAreSafe() {
    while (!m_writes.flush(kPatience_ms)) {
        const QString why = m_writes.error().isEmpty() ? tr("The project is busy.") : m_writes.error();
        const Answer answer = m_ask(tr("Not everything is on disk"),
                                    tr("%n change(s) could not be saved yet. %1", nullptr, m_writes.pending()).arg(why),
                                    tr("Leave without saving them"), true);
        if (answer == Answer::Stay)
            return false;
        if (answer == Answer::Leave) {
            m_writes.discard();
            return true;
        }
    }
    return true;
}

LeaveGuard::Answer LeaveGuard::askByDialog(const QString& title, const QString& text, const QString& leave,
                                           bool can_retry) {
    QMessageBox box(m_window);
    box.setTextFormat(Qt::PlainText);
    box.setIcon(QMessageBox::Warning);
    box.setWindowTitle(title);
    box.setText(title);
    box.setInformativeText(text);
    QAbstractButton* retry = can_retry ? box.addButton(tr("Try again"), QMessageBox::AcceptRole) : nullptr;
    QAbstractButton* go = box.addButton(leave, QMessageBox::DestructiveRole);
    QPushButton* stay = box.addButton(tr("Stay"), QMessageBox::RejectRole);
    box.setDefaultButton(stay);
    box.setEscapeButton(stay);
    box.exec();
    if (box.clickedButton() == go)
        return Answer::Leave;
    return retry && box.clickedButton() == retry ? Answer::Retry : Answer::Stay;
}

bool LeaveGuard::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_window || event->type() != QEvent::Close)
        return QObject::eventFilter(watched, event);
    if (mayLeave())
        return false;
    event->ignore();
    return true;
}

} // namespace stepmark::desktop
