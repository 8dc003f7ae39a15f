// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/round_plots.h"

#include "ui/charts/loss_plot.h"
#include "ui/widgets/sentences.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <set>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(RoundPlots)
};

std::vector<double> xValues(const Plot& plot) {
    std::vector<double> values;
    for (const PlotSeries& series : plot.series)
        for (const PlotPoint& point : series.points)
            values.push_back(point.x);
    return values;
}

std::vector<double> yValues(const Plot& plot) {
    std::vector<double> values;
    for (const PlotSeries& series : plot.series) {
        if (series.role == PlotRole::Histogram)
            continue;
        for (const PlotPoint& point : series.points) {
            values.push_back(point.y);
            if (series.spread != PlotSpread::None) {
                values.push_back(point.low.value_or(point.y));
                values.push_back(point.high.value_or(point.y));
            }
        }
    }
    return values;
}

void dropEmpty(Plot& plot) {
    std::erase_if(plot.series, [](const PlotSeries& series) { return series.points.empty(); });
}

void sortPoints(PlotSeries& series) {
    std::stable_sort(series.points.begin(), series.points.end(), [](auto& a, auto& b) { return a.x < b.x; });
}

/// Whole numbers only: there is no round 1.5.
PlotAxis wholeAxis(const QString& title, const std::vector<double>& values) {
    PlotAxis axis = valueAxis(title, values, false);
    if (values.empty())
        return axis;
    const auto [first, last] = std::minmax_element(values.begin(), values.end());
    axis.low = *first - 0.3;
    axis.high = *last + 0.3;
    axis.ticks.clear();
    const double step = std::max(1.0, std::ceil((*last - *first) / 8));
    for (double at = *first; at <= *last; at += step)
        axis.ticks.push_back({at, QLocale().toString(at, 'f', 0)});
    return axis;
}

/// From nothing spent on.
PlotAxis labelsAxis(const Plot& plot) {
    std::vector<double> values = xValues(plot);
    values.push_back(0);
    PlotAxis axis = valueAxis(Words::tr("Labels"), values, false);
    axis.low = 0;
    std::erase_if(axis.ticks, [](const PlotTick& tick) { return tick.at < 0; });
    return axis;
}

struct Chooser {
    QString name;
    PlotRole role;
    std::optional<Figure> BestOfN::*value;
};

std::vector<Chooser> choosers() {
    return {{Words::tr("PRM"), PlotRole::First, &BestOfN::prm},
            {Words::tr("ORM"), PlotRole::Second, &BestOfN::orm},
            {Words::tr("Majority"), PlotRole::Third, &BestOfN::majority}};
}

QString roundName(const RoundSummary& round) { return Words::tr("round %1").arg(round.number); }

/// Newest first.
std::vector<const RoundSummary*> newestFirst(std::span<const RoundSummary> rounds) {
    std::vector<const RoundSummary*> order;
    for (const RoundSummary& round : rounds)
        order.push_back(&round);
    std::stable_sort(order.begin(), order.end(), [](auto* a, auto* b) { return a->number > b->number; });
    return order;
}

PlotAxis sampleAxis(const Plot& plot) {
    PlotAxis axis;
    axis.title = QStringLiteral("N");
    axis.logarithmic = true;
    const std::vector<double> values = xValues(plot);
    if (values.empty())
        return axis;
    axis.low = std::max(1.0, *std::min_element(values.begin(), values.end()));
    axis.high = std::max(2 * axis.low, *std::max_element(values.begin(), values.end()));
    for (double n = axis.low; n <= axis.high; n *= 2)
        axis.ticks.push_back({n, QLocale().toString(n, 'f', 0)});
    return axis;
}

/// Points that are no held-out figures, and rounds that have none for want of a place.
QString withDoubts(QString meaning, std::span<const RoundSummary> rounds) {
    const auto evaluated = [](const RoundSummary& round) { return round.split.has_value(); };
    if (std::any_of(rounds.begin(), rounds.end(), [&](auto& round) { return evaluated(round) && !round.labels; }))
        meaning = sentences(meaning, Words::tr("Rounds whose labels are not known are left out."));
    if (std::any_of(rounds.begin(), rounds.end(), [](auto& round) { return round.held_out == false; }))
        meaning = sentences(meaning, Words::tr("Some are not held out: see above."));
    return meaning;
}

} // namespace

Plot aucPlot(std::span<const RoundSummary> rounds) {
    Plot plot;
    plot.key = QStringLiteral("step-auc");
    plot.title = Words::tr("Step AUC by labels spent");
    plot.meaning = Words::tr(
        "How well step scores tell right steps from wrong on held-out problems. 0.5 is chance; whiskers: 95 %.");
    plot.meaning = withDoubts(plot.meaning, rounds);
    plot.empty = Words::tr("No round was evaluated on rated held-out steps yet.");
    PlotSeries within{Words::tr("in a problem"), PlotRole::First, PlotSpread::Whiskers, true, {}};
    PlotSeries overall{Words::tr("overall"), PlotRole::Third, PlotSpread::Whiskers, true, {}};
    for (const RoundSummary& round : rounds) {
        if (round.labels && round.step_auc_within)
            within.points.push_back(pointOf(static_cast<double>(*round.labels), *round.step_auc_within));
        if (round.labels && round.step_auc)
            overall.points.push_back(pointOf(static_cast<double>(*round.labels), *round.step_auc));
    }
    plot.series = {within, overall};
    for (PlotSeries& series : plot.series)
        sortPoints(series);
    dropEmpty(plot);
    plot.x = labelsAxis(plot);
    plot.y = valueAxis(Words::tr("AUC"), yValues(plot), false);
    return plot;
}

Plot solvedPlot(std::span<const RoundSummary> rounds) {
    Plot plot;
    plot.key = QStringLiteral("best-of-n-by-labels");
    std::set<int> ns;
    for (const Chooser& chooser : choosers()) {
        PlotSeries series{chooser.name, chooser.role, PlotSpread::Whiskers, true, {}};
        for (const RoundSummary& round : rounds) {
            const BestOfN* best = round.best();
            if (!best || !round.labels)
                continue;
            ns.insert(best->n);
            if (const auto& value = best->*chooser.value)
                series.points.push_back(pointOf(static_cast<double>(*round.labels), *value));
        }
        sortPoints(series);
        plot.series.push_back(std::move(series));
    }
    dropEmpty(plot);
    plot.title = ns.size() == 1 ? Words::tr("Best of %1 by labels spent").arg(*ns.begin())
                                : Words::tr("Best of N by labels spent");
    plot.meaning = Words::tr("Held-out problems solved by taking the sample that each likes best; whiskers: 95 %.");
    plot.meaning = withDoubts(plot.meaning, rounds);
    plot.empty = Words::tr("No round was evaluated on held-out problems yet.");
    plot.x = labelsAxis(plot);
    plot.y = valueAxis(Words::tr("Solved"), yValues(plot), true);
    return plot;
}

Plot wrongPlot(std::span<const RoundSummary> rounds) {
    Plot plot;
    plot.key = QStringLiteral("wrong-share");
    plot.title = Words::tr("Wrong answers in the queue");
    plot.meaning =
        Words::tr("Of the solutions that a round queued, those that turned out to have a wrong final answer.");
    plot.empty = Words::tr("No round has queued a solution whose answer is known.");
    PlotSeries found{Words::tr("found"), PlotRole::First, PlotSpread::None, true, {}};
    PlotSeries asked{Words::tr("asked for"), PlotRole::Reference, PlotSpread::None, false, {}};
    for (const RoundSummary& round : rounds) {
        if (round.wrong_share)
            found.points.push_back({static_cast<double>(round.number), *round.wrong_share, {}, {}, round.queued});
        if (round.wrong_share && round.strategy == SelectionStrategy::ConvincingWrong)
            asked.points.push_back({static_cast<double>(round.number), round.asked_wrong, {}, {}});
    }
    plot.series = {found, asked};
    dropEmpty(plot);
    plot.x = wholeAxis(Words::tr("Round"), xValues(plot));
    plot.y = valueAxis(Words::tr("Wrong"), {0, 1}, true);
    return plot;
}

Plot bestOfNPlot(std::span<const RoundSummary> chosen) {
    Plot plot;
    plot.key = QStringLiteral("best-of-n");
    plot.title = Words::tr("Best of N");
    plot.empty = Words::tr("No chosen round was evaluated on held-out problems.");
    plot.meaning = Words::tr("Held-out problems solved when N samples are chosen from; bands: 95 %, over problems.");
    bool newest = true;
    for (const RoundSummary* round : newestFirst(chosen)) {
        if (!round->best())
            continue;
        for (const Chooser& chooser : choosers()) {
            if (!newest && chooser.role != PlotRole::First)
                continue;
            PlotSeries series{newest ? chooser.name : Words::tr("PRM, %1").arg(roundName(*round)),
                              newest ? chooser.role : PlotRole::Other,
                              newest ? PlotSpread::Band : PlotSpread::None,
                              true,
                              {}};
            for (const BestOfN& point : round->best_of_n)
                if (const auto& value = point.*chooser.value)
                    series.points.push_back(pointOf(point.n, *value));
            plot.series.push_back(std::move(series));
        }
        if (newest)
            plot.title = Words::tr("Best of N, %1").arg(roundName(*round));
        newest = false;
    }
    dropEmpty(plot);
    plot.x = sampleAxis(plot);
    plot.y = valueAxis(Words::tr("Solved"), yValues(plot), true);
    return plot;
}

Plot reliabilityPlot(std::span<const RoundSummary> chosen) {
    Plot plot;
    plot.key = QStringLiteral("reliability");
    plot.title = Words::tr("Reliability");
    plot.meaning =
        Words::tr("Of the held-out steps with such a score, how many are right. Bars: how many steps there are.");
    plot.empty = Words::tr("No chosen round was evaluated on rated held-out steps.");
    bool newest = true;
    for (const RoundSummary* round : newestFirst(chosen)) {
        PlotSeries series{roundName(*round), newest ? PlotRole::First : PlotRole::Other, PlotSpread::None, true, {}};
        PlotSeries bars{{}, PlotRole::Histogram, PlotSpread::None, false, {}};
        for (const CalibrationBin& bin : round->reliability) {
            if (bin.count > 0)
                series.points.push_back({bin.mean_score, bin.share_positive, {}, {}, bin.count});
            bars.points.push_back(
                {(bin.low + bin.high) / 2, static_cast<double>(bin.count), bin.low, bin.high, bin.count});
        }
        if (series.points.empty())
            continue;
        sortPoints(series);
        plot.series.push_back(std::move(series));
        if (newest) {
            plot.series.push_back(std::move(bars));
            plot.title = Words::tr("Reliability, %1").arg(roundName(*round));
            if (round->calibration_error)
                plot.meaning = sentences(
                    plot.meaning,
                    Words::tr("Calibration error: %1.").arg(QLocale().toString(*round->calibration_error, 'f', 3)));
        }
        newest = false;
    }
    if (!plot.series.empty())
        plot.series.push_back(
            {Words::tr("perfect"), PlotRole::Reference, PlotSpread::None, false, {{0, 0, {}, {}}, {1, 1, {}, {}}}});
    plot.x = valueAxis(Words::tr("Step score"), {0, 1}, false);
    plot.x.low = 0;
    plot.x.high = 1;
    plot.y = valueAxis(Words::tr("Right"), {0, 1}, true);
    return plot;
}

namespace {} // namespace

Plot lossPlot(std::span<const RoundSummary> chosen) {
    Plot plot;
    plot.title = Words::tr("Training loss");
    plot.meaning = Words::tr("Cross-entropy of the marks, averaged over the last batches.");
    plot.empty = Words::tr("No chosen round has trained a model and kept its curve.");
    bool newest = true;
    for (const RoundSummary* round : newestFirst(chosen)) {
        if (round->loss.empty())
            continue;
        plot.series.push_back(lossSeries(round->loss, roundName(*round), newest ? PlotRole::First : PlotRole::Other));
        newest = false;
    }
    finishLoss(plot);
    return plot;
}

} // namespace stepmark::ui
