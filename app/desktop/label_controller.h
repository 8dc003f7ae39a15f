// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/label_phase.h"
#include "app/desktop/session_tally.h"
#include "app/desktop/storage_thread.h"
#include "app/desktop/task_builder.h"
#include "app/desktop/task_pile.h"
#include "app/desktop/write_queue.h"
#include "ui/label/label_page.h"

#include <QElapsedTimer>
#include <QObject>

#include <functional>

namespace stepmark::desktop {

/// Feeds the label page from the project's queue and takes what the labeler does to disk. The next solutions are
/// prepared ahead, so that one appears at once when another is done. Main thread only.
class LabelController : public QObject {
    Q_OBJECT
public:
    LabelController(StorageThread& storage, WriteQueue& writes, ui::LabelPage& page, QObject* parent = nullptr);

    /// A project is open: find the labeler and show their next solution.
    void begin(const QString& labeler_name);
    /// The project is closing or closed.
    void end();
    /// The queue has changed under us (a round ended, an import came in). The solution on screen stays.
    void refreshQueue();
    /// That one comes on screen at once, whether it is queued or not; the one on screen comes back after it.
    void open(SolutionId solution);
    /// Another person sits down.
    void setLabeler(const QString& name);

    const QString& labelerName() const { return m_labeler_name; }
    const QueueSummary& summary() const { return m_summary; }

    static constexpr qint64 kSummaryAge_ms = 300'000; ///< others label too: count again after that time

Q_SIGNALS:
    void summaryChanged(const stepmark::desktop::QueueSummary& summary);
    void failed(const QString& message);

private:
    void marked(const ui::MarkIntent& intent);
    void finished(const ui::FinishIntent& intent);
    void skipped(const ui::SkipIntent& intent);
    void draftChanged(const ui::DraftIntent& intent);
    void undo();
    void taskShown(SolutionId solution);
    void taskWanted();

    void load();
    void loaded(TaskBatch batch);
    void loadFailed(const QString& message);
    void setSummary(const QueueSummary& summary);
    void askSummary();
    void showNext();
    void showEmpty();
    bool tellSeat(const Seat& seat);
    void leave(SolutionId solution, bool flagged, const QString& note, qint64 total_ms);
    void askLastLeft();
    void reopen(ui::LabelTask task);
    void putOnScreen(ui::LabelTask task, const Write::Deed& deed);
    void offerNext();
    void publishSummary(int newly_done);
    void showSession();
    void add(SolutionId solution, Write::Deed deed);
    /// Asks the storage thread; an answer that comes after another project or labeler is dropped. `on_failure` nullptr:
    /// failed() says it.
    template <class Result>
    void ask(std::function<Result(Session&)> work, std::function<void(Result)> done,
             std::function<void(const QString&)> on_failure = nullptr);

    StorageThread& m_storage;
    WriteQueue& m_writes;
    ui::LabelPage& m_page;
    QString m_labeler_name;
    LabelerId m_labeler = 0;
    int m_generation = 0; ///< of project and labeler
    LabelPhase m_phase;
    TaskPile m_tasks;
    SessionTally m_tally;
    QueueSummary m_summary;
    QElapsedTimer m_counted; ///< since the queue was last counted, or asked to be; invalid: it was not
};

} // namespace stepmark::desktop
