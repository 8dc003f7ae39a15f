// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"

#include <QGraphicsView>

#include <optional>

namespace stepmark::ui {

class PlotChart;

/// A plot on the screen. Drawn when it is first seen, and in the theme's colours; the values at one x are told by
/// readout(): Left and Right, Home and End choose it, or the pointer. Main thread only.
class PlotView : public QGraphicsView {
    Q_OBJECT
public:
    explicit PlotView(QWidget* parent = nullptr);
    ~PlotView() override;

    void setPlot(const Plot& plot);
    const Plot& plot() const { return m_plot; }
    /// Values at the chosen x, at the last one where none is chosen; empty where there is nothing.
    QString readout() const;
    bool isDrawn() const { return m_chart != nullptr; }

Q_SIGNALS:
    void readoutChanged(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void draw();
    void fit();
    void choose(std::optional<std::size_t> stop);

    Plot m_plot;
    std::vector<double> m_stops;
    std::optional<std::size_t> m_stop; ///< chosen, of m_stops
    PlotChart* m_chart = nullptr;      ///< of the scene; null until first seen
};

} // namespace stepmark::ui
