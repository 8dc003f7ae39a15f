// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/math/formula_queue.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QThread>
#include <QWaitCondition>

namespace stepmark::ui {

class MathEngine;

/// The thread on which formulas are typeset, one after the other, by an engine it makes for the first one. An engine
/// that was interrupted is replaced. Signals are emitted on this thread; everything else is called from the main thread.
class FormulaThread : public QThread {
    Q_OBJECT
public:
    /// Longer than any honest formula takes, on a busy machine too.
    static constexpr int kLimit_ms = 3000;

    explicit FormulaThread(QString mathjax_folder);
    ~FormulaThread() override;

    void add(const FormulaSource& source, FormulaUrgency urgency, const FormulaWish& wish);
    /// Something waits or is being typeset.
    bool isBusy() const;
    /// Ends a formula that has run for longer than `limit_ms`.
    void endOverlong(int limit_ms = kLimit_ms);

Q_SIGNALS:
    void typeset(const stepmark::ui::FormulaSource& source, const stepmark::ui::FormulaPicture& picture);
    /// MathJax does not run here; the thread ends.
    void failed(const QString& why);

protected:
    void run() override;

private:
    std::optional<FormulaSource> next();
    void serve(MathEngine& engine, const FormulaSource& source);
    void setEngine(MathEngine* engine);

    const QString m_folder;
    mutable QMutex m_mutex; ///< guards what follows
    QWaitCondition m_wake;
    FormulaQueue m_queue;
    std::optional<FormulaSource> m_current;
    QElapsedTimer m_since; ///< since m_current began
    MathEngine* m_engine = nullptr;
    bool m_stop = false;
};

} // namespace stepmark::ui
