// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/label_pass.h"
#include "ui/label/label_task.h"
#include "ui/label/work_clock.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <optional>
#include <utility>

namespace stepmark::ui {

/// A labeler's work on one solution after the other, without any widget: what a key does to the pass, the time it took,
/// and the intents that come of it. changed() comes before the intents, so that the screen never waits for an answer.
/// Main thread only.
class LabelWork : public QObject {
    Q_OBJECT
public:
    /// Why the last key did nothing.
    enum class Refusal { None, BehindError, StepsUnmarked, NothingToUndo };

    explicit LabelWork(QObject* parent = nullptr);

    bool isOpen() const { return m_open; } ///< a solution is worked on
    const LabelPass& pass() const { return m_pass; }
    const WorkClock& clock() const { return m_clock; }
    bool isFlagged() const { return m_flagged; }
    Refusal refusal() const { return m_refusal; }
    bool hasNext() const { return m_next.has_value(); }
    void setTimeSource(WorkClock::Now now) { m_clock.setNow(std::move(now)); }

    // What there is to work on.
    void begin(const LabelTask& task);
    void setNext(const std::optional<LabelTask>& task) { m_next = task; }
    /// Nothing is, for now: flag and note of the solution go out, the clock stands still.
    void close();
    /// What comes next, and what was undone so far, is another project's or labeler's.
    void forget();

    // What the labeler does; rows as in LabelPass.
    void mark(int row, Rating rating);
    void toggleUnsure(int row);
    void moveTo(int row);
    void moveBy(int delta);
    void undo();
    void noFurtherUndo();
    void skip();
    /// What the pass says, if all it needs is marked.
    void finishByKey();
    void finishAs(FinishReason reason, const QString& detail); ///< by a key, as every end that is asked for
    void toggleFlag();
    void writeNote(const QString& note);
    void flushDraft();
    void dropRefusal();
    void sawOpinion(); ///< marks made from now on say so

    void pause() { m_clock.pause(); }
    void resume();
    void activity() { m_clock.activity(); }

Q_SIGNALS:
    void begun();   ///< another solution
    void changed(); ///< its marks, its current row, flag or refusal
    // The intents, in the order that LabelPage promises.
    void marked(const stepmark::ui::MarkIntent& intent);
    void finished(const stepmark::ui::FinishIntent& intent);
    void skipped(const stepmark::ui::SkipIntent& intent);
    void draftChanged(const stepmark::ui::DraftIntent& intent);
    void undoRequested();
    void taskShown(stepmark::SolutionId solution);
    void taskWanted();

private:
    bool isOpen(SolutionId solution) const { return m_open && m_pass.task().solution == solution; }
    void show(const LabelTask& task);
    void takeBackLast();
    void finish(FinishReason reason, bool by_key, const QString& detail);
    void moveOn();
    void emitMark(int row, qint64 elapsed_ms);

    bool m_open = false;
    LabelPass m_pass;
    std::optional<LabelTask> m_next;
    WorkClock m_clock;
    bool m_flagged = false;
    QString m_note;
    bool m_draft_open = false; ///< flag or note differ from what went out
    bool m_opinion_seen = false;
    Refusal m_refusal = Refusal::None;
    std::map<SolutionId, LabelPass::History> m_histories; ///< of solutions left, for undo across them
    QTimer m_draft_timer;
};

} // namespace stepmark::ui
