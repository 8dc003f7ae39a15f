// SPDX-License-Identifier: GPL-3.0-or-later
//
// A plot as a value: what a page wants to be drawn, and what an export writes. Thread rule: plain values.
#pragma once

#include "model/domain/figure.h"

#include <QString>

#include <optional>
#include <vector>

namespace stepmark::ui {

struct PlotPoint {
    double x = 0, y = 0;
    std::optional<double> low, high; ///< of the 95 % interval
    qint64 count = -1;               ///< what the point was measured on, negative where that says nothing
    int id = -1;                     ///< by which its maker knows it when it is chosen; negative: it cannot be
};

/// A measured figure as a point.
PlotPoint pointOf(double x, const Figure& figure);

/// How a curve is told from the others: each role has a colour, a line style and a marker of its own.
enum class PlotRole {
    First,     ///< accent, solid, disc: the process reward model
    Second,    ///< dashed, square: the outcome model
    Third,     ///< dotted, triangle: majority vote
    Other,     ///< accent, dash-dot, hollow: an earlier round beside the newest
    Place,     ///< solid, colour and marker by its place among several alike
    Dots,      ///< the same, without a line
    Bound,     ///< dashed and quiet, hollow: the best that could be
    Reference, ///< thin and quiet, no marker: what would be perfect, what was asked for
    Histogram, ///< filled steps at the foot, on an axis of their own: how many there are
};

enum class PlotSpread { None, Band, Whiskers };

struct PlotSeries {
    QString name; ///< of the curve
    PlotRole role = PlotRole::First;
    PlotSpread spread = PlotSpread::None;
    bool markers = true;
    std::vector<PlotPoint> points; ///< by x
    int place = 0;                 ///< of Place and Dots, from 0
    bool at_end = true;            ///< the name is written there
};

struct PlotTick {
    double at = 0;
    QString text;
};

struct PlotAxis {
    QString title;
    double low = 0, high = 1; ///< low < high
    std::vector<PlotTick> ticks;
    bool percent = false;     ///< values are shares and read as such
    bool logarithmic = false; ///< low > 0; doublings are equally far apart
    bool named = false;       ///< values at ticks read as these do
    bool days = false;        ///< values are days since 1970-01-01 and read as dates
};

struct Plot {
    QString key;   ///< beginning of an exported file's name: "best-of-n"
    QString title; ///< what it shows
    QString meaning;
    PlotAxis x, y;
    std::vector<PlotSeries> series;
    QString empty; ///< in place of a plot without any point: what has to happen first

    bool isEmpty() const;
    /// The x values at which some curve has a point, ascending.
    std::vector<double> stops() const;
};

/// Round values at which an axis from `low` to `high` is marked, about `wanted` of them.
std::vector<double> niceTicks(double low, double high, int wanted);
/// An axis over these values with some air around them; shares stay within 0 and 1.
PlotAxis valueAxis(const QString& title, std::vector<double> values, bool percent);
/// Its value in words: "62.4 %", "0.756".
QString valueOn(const PlotAxis& axis, double value);
/// The day as its date, "2026-03-02".
QString dayText(double day);
/// What lies at one x: "64: PRM 62.4 % (58.0 to 66.9), Majority 56.0 %".
QString readoutAt(const Plot& plot, double x);
/// The same of one point only: "58 M: 4 layers 62.4 % (58.0 to 66.9)"; empty where none has that id.
QString readoutOf(const Plot& plot, int id);
/// What a screen reader says of the plot.
QString describe(const Plot& plot);

} // namespace stepmark::ui
