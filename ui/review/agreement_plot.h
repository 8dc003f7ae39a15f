// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

namespace stepmark::ui {

/// A figure over time: points with their intervals, joined by a line. Undefined points leave a gap. Main thread only.
class AgreementPlot : public QWidget {
    Q_OBJECT
public:
    struct Point {
        QString label; ///< of the period
        std::optional<double> value;
        std::optional<double> low, high;
    };

    explicit AgreementPlot(QWidget* parent = nullptr);
    /// `low` and `high`: the axis' ends at least; points beyond move them.
    void setPoints(std::vector<Point> points, double low, double high);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Point> m_points;
    double m_low = 0, m_high = 1;
};

} // namespace stepmark::ui
