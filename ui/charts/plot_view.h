// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"

#include <QGraphicsView>

#include <optional>

namespace stepmark::ui {

class PlotChart;

/// A plot on the screen. Drawn when it is first seen, and in the theme's colours; the values at one x are told by
/// readout(): Left and Right, Home and End choose it, or the pointer. Points with an id can be picked: by a click, or
/// with Up and Down among those of the chosen x, and Enter. Main thread only.
class PlotView : public QGraphicsView {
    Q_OBJECT
public:
    explicit PlotView(QWidget* parent = nullptr);
    ~PlotView() override;

    void setPlot(const Plot& plot);
    const Plot& plot() const { return m_plot; }
    /// Of the ringed point; else values at the chosen x, at the last one where none is; empty where there is nothing.
    QString readout() const;
    bool isDrawn() const { return m_chart != nullptr; }
    PlotChart* chart() const { return m_chart; }
    /// The ringed point; negative: none.
    int current() const { return m_current; }

Q_SIGNALS:
    void readoutChanged(const QString& text);
    void picked(int id);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void draw();
    void fit();
    void choose(std::optional<std::size_t> stop);
    /// The next point upwards or downwards at the chosen x; false where none can be picked.
    bool step(bool up);
    void setCurrent(int id);
    /// Of the chosen x, from below.
    std::vector<int> idsHere() const;

    Plot m_plot;
    std::vector<double> m_stops;
    std::optional<std::size_t> m_stop; ///< chosen, of m_stops
    int m_current = -1;
    PlotChart* m_chart = nullptr;      ///< of the scene; null until first seen
};

} // namespace stepmark::ui
