// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/refused_writes.h"
#include "app/desktop/storage_thread.h"
#include "app/desktop/write.h"
#include "ui/shell/window_views.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <deque>
#include <set>
#include <utility>

namespace stepmark::desktop {

/// Everything the labeler did that is not on disk yet, in order. A write leaves the list only when its commit has been
/// acknowledged; where one fails, it and all after it stay, and are tried again by retry() or after a while. One that
/// the project refuses for good is set aside, with what would be untrue without it, and the rest goes on. Main thread
/// only.
class WriteQueue : public QObject {
    Q_OBJECT
public:
    explicit WriteQueue(StorageThread& storage, QObject* parent = nullptr);

    void add(Write write);
    void retry();
    bool isIdle() const { return m_pending.empty() && !m_unsure; }
    int pending() const { return static_cast<int>(m_pending.size()); }
    const QString& error() const { return m_error; }
    const std::deque<Write>& writes() const { return m_pending; }
    const RefusedWrites& refused() const { return m_refused; }
    void refusedSeen(); ///< the labeler has read what was refused
    const ui::SavedState& state() const { return m_state; }
    /// Waits, with the window alive, until all is on disk, one write fails, or the time is over. True if all is on
    /// disk.
    bool flush(int timeout_ms = 20000);
    /// Forgets counters (another project, or none); nothing may be pending.
    void reset();
    /// Another project was opened, of which `session` is the first.
    void begin(int session);
    /// The same project was opened again, by another session: what its file does not hold, acknowledged or not, is sent
    /// again, in order, and after it what was never sent.
    void goOn(int session);
    /// The file is not at its path (empty: it is): nothing is said to be saved, whatever was acknowledged.
    void setLost(const QString& why);
    const QString& lost() const { return m_lost; }
    /// Gives up what could not be written; only after the labeler has said so.
    void discard();
    void setRetryInterval(int retry_ms) { m_retry.setInterval(retry_ms); }

    static constexpr int kBatch = 16;

Q_SIGNALS:
    void stateChanged(const stepmark::ui::SavedState& state);
    /// Committed just now, in order.
    void committed(const std::vector<stepmark::desktop::Write>& writes);

private:
    void send();
    void compare();
    void answered(const WriteReport& report, int sent);
    void setAside(const QString& why);
    void count(const Write& write);
    void publish();

    StorageThread& m_storage;
    std::deque<Write> m_pending;
    RefusedWrites m_refused;
    std::deque<Write> m_written; ///< acknowledged since the project was opened: a file may lose what it held
    bool m_unsure = false;       ///< which of them the file holds is still to be asked
    int m_session = 0;           ///< what is sent is meant for no other
    QString m_lost;
    bool m_in_flight = false;
    int m_generation = 0; ///< answers to what was discarded are not counted
    QString m_error;
    ui::SavedState m_state;
    std::set<std::pair<SolutionId, StepId>> m_saved_marks;
    QElapsedTimer m_clock;
    QTimer m_retry;
};

} // namespace stepmark::desktop
