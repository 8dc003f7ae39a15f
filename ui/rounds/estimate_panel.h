// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rounds/round_view.h"

#include <QFrame>

class QGridLayout;

namespace stepmark::ui {

class PlainLabel;

/// What the round would take: time, work and disk, a line a stage. Main thread only.
class EstimatePanel : public QFrame {
    Q_OBJECT
public:
    explicit EstimatePanel(QWidget* parent = nullptr);

    void showNothing(); ///< nothing was asked for
    void showBusy();    ///< an estimate is being made; the one before stays in sight, dimmed
    void showEstimate(const RoundEstimate& estimate);
    /// Why there is no estimate: the same would stop the round.
    void showError(const QString& message);
    QString summary() const;

private:
    void fillStages(const RoundEstimate& estimate);
    void clearStages();

    PlainLabel* m_summary = nullptr;
    PlainLabel* m_state = nullptr;
    PlainLabel* m_notes = nullptr;
    QGridLayout* m_stages = nullptr;
};

/// "About 2 min 10 s · 14.2 MB on disk of 52 GB free · 0.9 GB of memory".
QString summaryOf(const RoundEstimate& estimate);

} // namespace stepmark::ui
