// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"

#include <QFrame>

class QPushButton;

namespace stepmark::ui {

class ElidedLabel;
class PlainLabel;
class PlotView;

/// A plot with its title, what it means, the values at one place, and a button that saves it. Main thread only.
class PlotCard : public QFrame {
    Q_OBJECT
public:
    explicit PlotCard(QWidget* parent = nullptr);

    void setPlot(const Plot& plot);
    PlotView* view() const { return m_view; }
    QPushButton* saveButton() const { return m_save; }
    QString readout() const;

Q_SIGNALS:
    /// The user wants the plot in a file of that suffix ("png", "svg", "csv").
    void saveRequested(const QString& suffix);

private:
    ElidedLabel* m_title = nullptr;
    PlainLabel* m_meaning = nullptr;
    PlainLabel* m_empty = nullptr;
    PlainLabel* m_readout = nullptr;
    PlotView* m_view = nullptr;
    QPushButton* m_save = nullptr;
};

} // namespace stepmark::ui
