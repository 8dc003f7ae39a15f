// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"
#include "ui/theme/palette.h"

#include <QChart>
#include <QFont>

#include <optional>

class QCategoryAxis;
class QGraphicsLineItem;
class QGraphicsSimpleTextItem;
class QLineSeries;
class QXYSeries;

namespace stepmark::ui {

/// A plot drawn by Qt Charts, for the screen and for a file alike: curves with their names at their ends, bands or
/// whiskers, and a line that marks an x. Colours and font come from outside, so that a file may have others than the
/// screen. Main thread only.
class PlotChart : public QChart {
    Q_OBJECT
public:
    PlotChart(const Plot& plot, const Palette& colors, const QFont& font, QGraphicsItem* parent = nullptr);
    ~PlotChart() override;

    /// nullopt: no line.
    void setCursor(std::optional<double> x);
    /// The x under a place in the chart's own coordinates.
    double xAt(const QPointF& place) const;

private:
    struct EndLabel {
        QGraphicsSimpleTextItem* item = nullptr;
        QPointF at; ///< in the axes' terms
    };

    /// A value's place along the x axis.
    double along(double x) const;
    void addAxes();
    void addSeries(const PlotSeries& series);
    void addHistogram(const PlotSeries& series);
    void addBand(const PlotSeries& series, const QColor& color);
    void addWhiskers(const PlotSeries& series, const QColor& color);
    void addCurve(const PlotSeries& series, const QColor& color);
    void attach(QAbstractSeries* series);
    void addEndLabel(const PlotSeries& series, const QColor& color);
    void placeLabels();
    void placeCursor();
    QColor colorOf(PlotRole role) const;

    const Plot m_plot;
    const Palette m_colors;
    const QFont m_font;
    QCategoryAxis* m_x = nullptr;
    QCategoryAxis* m_y = nullptr;
    QLineSeries* m_frame = nullptr; ///< an invisible series to map places by
    QGraphicsLineItem* m_cursor = nullptr;
    std::optional<double> m_cursor_x;
    std::vector<EndLabel> m_labels;
};

} // namespace stepmark::ui
