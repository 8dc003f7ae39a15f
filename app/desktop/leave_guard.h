// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/job_runner.h"
#include "app/desktop/write_queue.h"
#include "ui/shell/main_window.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace stepmark::desktop {

/// Stands between the window's close button (or another project) and marks that are not on disk or a job that would be
/// stopped. Main thread only.
class LeaveGuard : public QObject {
    Q_OBJECT
public:
    enum class Answer { Stay, Retry, Leave };
    /// Shows the text and returns what the user wants. `can_retry`: Retry is one of the buttons.
    using Asker =
        std::function<Answer(const QString& title, const QString& text, const QString& leave, bool can_retry)>;

    LeaveGuard(WriteQueue& writes, JobRunner& jobs, ui::MainWindow& window);

    /// Everything is on disk, or the user knows what is lost.
    bool mayLeave();
    void setAsker(Asker asker) { m_ask = std::move(asker); }

    static constexpr int kPatience_ms = 3000; ///< before the user is asked about pending marks

Q_SIGNALS:
    /// Whatever is still being written in a field goes to the write queue now: it is looked at next.
    void leaving();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Answer askByDialog(const QString& title, const QString& text, const QString& leave, bool can_retry);
    bool jobMayEnd();
    bool marksAreSafe();
    bool refusedAreSeen();
    QString whatWasRefused() const;
    bool fileMayBeLeft();

    WriteQueue& m_writes;
    JobRunner& m_jobs;
    QPointer<ui::MainWindow> m_window;
    Asker m_ask;
    bool m_asking = false;
};

} // namespace stepmark::desktop
