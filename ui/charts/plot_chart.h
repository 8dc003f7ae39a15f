// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"
#include "ui/theme/palette.h"

#include <QChart>
#include <QFont>

#include <optional>

class QCategoryAxis;
class QGraphicsEllipseItem;
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
    /// The point with an id that lies nearest there, within reach; negative: none does.
    int idAt(const QPointF& place) const;
    /// A ring around the point of that id; negative: none.
    void setRing(int id);

private:
    struct EndLabel {
        QGraphicsSimpleTextItem* item = nullptr;
        QPointF at; ///< in the axes' terms
    };

    struct Spot {
        int id = -1;
        QPointF at; ///< likewise
    };

    /// A value's place along the x axis.
    double along(double x) const;
    /// Likewise; curves that are alike stand a little apart, so that none hides another's whiskers.
    double along(const PlotSeries& series, double x) const;
    QPointF placeOf(const QPointF& at) const;
    void placeRing();
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
    QColor colorOf(const PlotSeries& series) const;

    const Plot m_plot;
    const Palette m_colors;
    const QFont m_font;
    QCategoryAxis* m_x = nullptr;
    QCategoryAxis* m_y = nullptr;
    QLineSeries* m_frame = nullptr; ///< an invisible series to map places by
    QGraphicsLineItem* m_cursor = nullptr;
    std::optional<double> m_cursor_x;
    std::vector<EndLabel> m_labels;
    std::vector<Spot> m_spots;
    QGraphicsEllipseItem* m_ring = nullptr;
    int m_ringed = -1;
};

} // namespace stepmark::ui
