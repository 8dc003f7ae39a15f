// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/weakstrong/study_plots.h"

#include "ui/weakstrong/study_text.h"
#include "ui/widgets/sentences.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <functional>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StudyPlots)
};

constexpr double kLeastGap = 0.08; ///< of the axis, between neighbours that can be told apart
constexpr double kEdge = 0.02;     ///< of an axis, beyond its first and last value

/// Where the models of a ladder stand across: by their size, in doublings, where that keeps them apart; else evenly.
class Sizes {
public:
    explicit Sizes(const Study& study) {
        std::vector<double> sizes;
        for (const StudyModel& model : study.models)
            sizes.push_back(std::log2(static_cast<double>(std::max<std::int64_t>(model.parameters, 1))));
        const double width = sizes.empty() ? 0 : sizes.back() - sizes.front();
        bool apart = width > 0;
        for (std::size_t i = 1; i < sizes.size(); ++i)
            apart = apart && sizes[i] - sizes[i - 1] >= kLeastGap * width;
        for (std::size_t i = 0; i < sizes.size(); ++i)
            m_at.push_back(apart ? sizes[i] : static_cast<double>(i));
    }

    double at(int model) const { return m_at.at(static_cast<std::size_t>(model)); }

    /// `brief`: models by their layers or sizes only, for a small plot.
    PlotAxis axis(const Study& study, bool brief = false) const {
        PlotAxis axis;
        const bool layers = brief && isDepthLadder(study);
        axis.title = layers ? Words::tr("Layers of the student") : Words::tr("Student");
        axis.named = true;
        if (m_at.empty())
            return axis;
        const double air = std::max(0.06 * (m_at.back() - m_at.front()), 1e-3);
        axis.low = m_at.front() - air;
        axis.high = m_at.back() + air;
        for (int model = 0; model < std::ssize(m_at); ++model) {
            const StudyModel& one = study.models[static_cast<std::size_t>(model)];
            axis.ticks.push_back({at(model), layers  ? QLocale().toString(one.layers)
                                             : brief ? sizeText(one.parameters)
                                                     : modelName(study, model)});
        }
        return axis;
    }

private:
    std::vector<double> m_at; ///< ascending
};

std::vector<double> heights(const Plot& plot) {
    std::vector<double> values;
    for (const PlotSeries& series : plot.series)
        for (const PlotPoint& point : series.points) {
            values.push_back(point.y);
            values.push_back(point.low.value_or(point.y));
            values.push_back(point.high.value_or(point.y));
        }
    return values;
}

/// Shares that are not held between 0 and 1: a performance gap recovered may lie outside.
PlotAxis openShareAxis(const QString& title, const std::vector<double>& values) {
    PlotAxis axis = valueAxis(title, values, false);
    axis.percent = true;
    for (PlotTick& tick : axis.ticks)
        tick.text = Words::tr("%1 %").arg(QLocale().toString(tick.at * 100, 'f', 0));
    return axis;
}

using Value = std::function<std::optional<Figure>(const StudyFigure&)>;

class Drawing {
public:
    Drawing(const Study& study, StudyMethod method)
        : m_study(study)
        , m_method(method)
        , m_sizes(study) {}

    /// A curve a supervisor, of its students.
    void addStudents(Plot& plot, const Value& value) const {
        for (int supervisor = 0; supervisor < std::ssize(m_study.models); ++supervisor) {
            PlotSeries series = curve(PlotRole::Place, supervisor);
            each([&](const StudyFigure& figure, int id) {
                if (figure.supervisor == supervisor && figure.method == m_method)
                    addPoint(series, figure, value(figure), id);
            });
            add(plot, std::move(series));
        }
    }

    /// What the supervisors can do by themselves: a dot each, at their own size.
    void addSupervisors(Plot& plot) const {
        each([&](const StudyFigure& figure, int id) {
            if (figure.role != StudyRole::Supervisor)
                return;
            PlotSeries series = curve(PlotRole::Dots, figure.model);
            series.name = Words::tr("%1 alone").arg(series.name);
            series.at_end = false;
            addPoint(series, figure, figure.figure, id);
            add(plot, std::move(series));
        });
    }

    void addCeiling(Plot& plot) const {
        PlotSeries series = curve(PlotRole::Bound, 0);
        series.name = Words::tr("ceiling");
        each([&](const StudyFigure& figure, int id) {
            if (figure.role == StudyRole::Ceiling)
                addPoint(series, figure, figure.figure, id);
        });
        add(plot, std::move(series));
    }

    void addLevel(Plot& plot, const QString& name, double y) const {
        const PlotAxis axis = m_sizes.axis(m_study);
        plot.series.push_back(
            {name, PlotRole::Reference, PlotSpread::None, false, {{axis.low, y, {}, {}}, {axis.high, y, {}, {}}}});
    }

    PlotAxis across(bool brief = false) const { return m_sizes.axis(m_study, brief); }

private:
    PlotSeries curve(PlotRole role, int place) const {
        PlotSeries series{modelName(m_study, place), role, PlotSpread::Whiskers, true, {}};
        series.place = place;
        return series;
    }

    template <class Do>
    void each(Do&& act) const {
        for (int id = 0; id < std::ssize(m_study.results.figures); ++id) {
            const StudyFigure& figure = m_study.results.figures[static_cast<std::size_t>(id)];
            if (figure.model >= 0 && figure.model < std::ssize(m_study.models))
                act(figure, id);
        }
    }

    void addPoint(PlotSeries& series, const StudyFigure& figure, const std::optional<Figure>& value, int id) const {
        if (!value)
            return;
        PlotPoint point = pointOf(m_sizes.at(figure.model), *value);
        point.id = id;
        series.points.push_back(point);
    }

    static void add(Plot& plot, PlotSeries&& series) {
        std::stable_sort(series.points.begin(), series.points.end(), [](auto& a, auto& b) { return a.x < b.x; });
        if (!series.points.empty())
            plot.series.push_back(std::move(series));
    }

    const Study& m_study;
    const StudyMethod m_method;
    const Sizes m_sizes;
};

int undefinedOf(const Study& study, StudyMethod method) {
    return static_cast<int>(
        std::count_if(study.results.figures.begin(), study.results.figures.end(),
                      [method](const StudyFigure& figure) { return figure.method == method && figure.no_pgr; }));
}

void drawPgr(Plot& plot, const Drawing& drawing, const Study& study, StudyMethod method) {
    plot.key = QStringLiteral("weak-to-strong-pgr");
    plot.title = Words::tr("Performance gap recovered, %1").arg(methodText(method));
    plot.meaning = Words::tr("How much of the way from supervisor to ceiling the student goes; whiskers: 95 %.");
    if (const int left_out = undefinedOf(study, method); left_out > 0)
        plot.meaning =
            sentences(plot.meaning, left_out == 1 ? Words::tr("One is undefined, and left out.")
                                                  : Words::tr("%1 are undefined, and left out.").arg(left_out));
    plot.empty = Words::tr("No gap can be recovered yet: there is none, or its runs are not done.");
    drawing.addStudents(plot, [](const StudyFigure& figure) { return figure.no_pgr ? std::nullopt : figure.pgr; });
    if (plot.series.empty())
        return;
    drawing.addLevel(plot, Words::tr("supervisor"), 0);
    drawing.addLevel(plot, Words::tr("ceiling"), 1);
    plot.y = openShareAxis(Words::tr("PGR"), heights(plot));
}

} // namespace

Plot studyPlot(const Study& study, StudyMethod method, StudyValue value) {
    Plot plot;
    const Drawing drawing(study, method);
    plot.x = drawing.across();
    if (value == StudyValue::Pgr) {
        drawPgr(plot, drawing, study, method);
        return plot;
    }
    plot.key = QStringLiteral("weak-to-strong");
    plot.title = Words::tr("%1 of students, %2").arg(measureText(study), methodText(method));
    plot.meaning = Words::tr("Lines: students of one supervisor. Dots of its colour: the supervisor by itself. Dashed: "
                             "the same sizes, taught the truth. Whiskers: 95 %.");
    plot.empty = Words::tr("No run of this study is done yet.");
    drawing.addStudents(plot, [](const StudyFigure& figure) { return figure.figure; });
    drawing.addSupervisors(plot);
    drawing.addCeiling(plot);
    plot.y = valueAxis(measureText(study), heights(plot), isShare(study));
    return plot;
}

Plot agreementPlot(const Study& study, StudyMethod method) {
    Plot plot;
    const Drawing drawing(study, method);
    plot.key = QStringLiteral("weak-to-strong-errors");
    plot.title = Words::tr("Errors taken over, %1").arg(methodText(method));
    plot.meaning = Words::tr("Of the test examples that the supervisor has wrong, those of which the student says the "
                             "same. The fewer, the less it imitates.");
    plot.empty = Words::tr("No student of this method is done yet.");
    plot.x = drawing.across(true);
    drawing.addStudents(plot, [](const StudyFigure& figure) {
        return figure.agreement_wrong ? std::optional(Figure{*figure.agreement_wrong, {}}) : std::nullopt;
    });
    plot.y = valueAxis(Words::tr("Says the same"), heights(plot), true);
    return plot;
}

Plot coursePlot(const Study& study, const RunView& run) {
    Plot plot;
    plot.key = QStringLiteral("weak-to-strong-course");
    plot.title = Words::tr("While it learnt");
    plot.meaning = run.details.run.teacher.empty()
                       ? Words::tr("The test by the truth. The line upright is what was kept.")
                       : Words::tr("The test by the truth and by what the supervisor says: where only the second still "
                                   "rises, errors are learnt. The line upright is what was kept.");
    plot.empty = Words::tr("Nothing was measured on the way.");
    PlotSeries truth{Words::tr("truth"), PlotRole::First, PlotSpread::None, true, {}};
    PlotSeries supervisor{Words::tr("supervisor"), PlotRole::Second, PlotSpread::None, true, {}};
    std::optional<double> kept;
    for (const CoursePoint& point : run.details.course) {
        if (point.test_truth)
            truth.points.push_back({point.done, *point.test_truth, {}, {}});
        if (point.test_supervisor)
            supervisor.points.push_back({point.done, *point.test_supervisor, {}, {}});
        if (point.taken)
            kept = point.done;
    }
    for (PlotSeries* series : {&truth, &supervisor})
        if (!series->points.empty())
            plot.series.push_back(std::move(*series));
    plot.x =
        valueAxis(study.spec.way == LearnWay::Full ? Words::tr("Done") : Words::tr("Penalties tried"), {0, 1}, true);
    plot.x.low = -kEdge; // so that no marker is cut
    plot.x.high = 1 + kEdge;
    plot.y = valueAxis(measureText(study), heights(plot), isShare(study));
    if (kept && !plot.series.empty())
        plot.series.push_back({{},
                               PlotRole::Reference,
                               PlotSpread::None,
                               false,
                               {{*kept, plot.y.low, {}, {}}, {*kept, plot.y.high, {}, {}}}});
    return plot;
}

} // namespace stepmark::ui
