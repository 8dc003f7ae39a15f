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
    Q_EMIT leaving(); // a note goes to disk half a second after its last letter
    const bool may = jobMayEnd() && (m_writes.lost().isEmpty() ? marksAreSafe() : fileMayBeLeft()) && refusedAreSeen();
    m_asking = false;
    return may;
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
        const Answer answer =
            m_ask(tr("Not everything is on disk"),
                  tr("%n change(s) could not be saved yet. %1", nullptr, m_writes.pending()).arg(why) +
                      QLatin1Char('\n') + whatWasRefused(),
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

/// Empty where nothing was.
QString LeaveGuard::whatWasRefused() const {
    const int count = m_writes.refused().count();
    if (count == 0)
        return {};
    return tr("%n change(s) were refused by the project and are not in it; the foot of the window shows them to be "
              "copied.",
              nullptr, count) +
           QLatin1Char('\n') + m_writes.refused().text().left(2000);
}

bool LeaveGuard::refusedAreSeen() {
    const QString refused = whatWasRefused();
    return refused.isEmpty() ||
           m_ask(tr("Not everything was saved"), refused, tr("Leave without them"), false) == Answer::Leave;
}

bool LeaveGuard::fileMayBeLeft() {
    QStringList sentences{m_writes.lost(),
                          tr("What was done since it was last written to disk is lost with this window: "
                             "save the project to another place first.")};
    if (!m_writes.isIdle())
        sentences.append(tr("%n change(s) are in no file yet.", nullptr, m_writes.pending()));
    if (m_ask(tr("The project is no longer where it was opened"), sentences.join(QLatin1Char(' ')),
              tr("Leave without saving it"), false) != Answer::Leave)
        return false;
    m_writes.discard();
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
