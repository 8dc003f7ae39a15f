// SPDX-License-Identifier: GPL-3.0-or-later
// The paper's figure: what is drawn of a study, and how a point of it is chosen.
#include "tests/ui/weakstrong/made_up_study.h"
#include "ui/charts/plot_chart.h"
#include "ui/charts/plot_view.h"
#include "ui/charts/series_colors.h"
#include "ui/theme/theme.h"
#include "ui/weakstrong/study_plots.h"
#include "ui/weakstrong/study_text.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace stepmark;
using namespace stepmark::ui;

namespace {

std::vector<const PlotSeries*> seriesOf(const Plot& plot, PlotRole role) {
    std::vector<const PlotSeries*> found;
    for (const PlotSeries& series : plot.series)
        if (series.role == role)
            found.push_back(&series);
    return found;
}

} // namespace

class StudyPlotsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().install();
    }

    // Lost: which supervisor a curve is of, the ceiling, or what supervisors can do by themselves.
    void aColourASupervisorAndTheCeiling() {
        const Study study = made_up::study();
        const Plot plot = studyPlot(study, StudyMethod::Naive, StudyValue::Figure);
        const auto students = seriesOf(plot, PlotRole::Place), dots = seriesOf(plot, PlotRole::Dots);
        QCOMPARE(students.size(), std::size_t(3));
        QCOMPARE(students[0]->points.size(), std::size_t(3));
        QCOMPARE(students[1]->points.size(), std::size_t(1)); // one is not done: not drawn at nought
        QCOMPARE(students[0]->name, QStringLiteral("4 layers"));
        QCOMPARE(dots.size(), std::size_t(3));
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(dots[i]->place, students[i]->place);
            QCOMPARE(dots[i]->points.size(), std::size_t(1));
        }
        const auto ceiling = seriesOf(plot, PlotRole::Bound);
        QCOMPARE(ceiling.size(), std::size_t(1));
        QCOMPARE(ceiling[0]->points.size(), std::size_t(4));
        QVERIFY(ceiling[0]->points[0].low && plot.y.percent);
        const StudyFigure& first = study.results.figures[static_cast<std::size_t>(students[0]->points[0].id)];
        QVERIFY(first.supervisor == 0 && first.model == 1 && first.method == StudyMethod::Naive);
        QCOMPARE(students[0]->points[0].y, first.figure->value);
    }

    // Lost: sizes across; models of one size would stand on one another.
    void sizesStandApart() {
        Study study = made_up::study();
        const Plot sized = studyPlot(study, StudyMethod::Naive, StudyValue::Figure);
        const auto gap = [](const Plot& plot, std::size_t i) { return plot.x.ticks[i + 1].at - plot.x.ticks[i].at; };
        QVERIFY(gap(sized, 0) > gap(sized, 2)); // as doublings
        QCOMPARE(sized.x.ticks[0].text, QStringLiteral("4 layers"));
        study.models[2].parameters = study.models[1].parameters;
        const Plot even = studyPlot(study, StudyMethod::Naive, StudyValue::Figure);
        QCOMPARE(gap(even, 0), gap(even, 1));
        QVERIFY(gap(even, 1) > 0);
    }

    // Lost: a share of no gap would be drawn, or one beyond the ceiling be cut off.
    void pgrIsUndefinedOrAsItIs() {
        Study study = made_up::study();
        study.results.figures[static_cast<std::size_t>(made_up::figureAt(study, 0, 3, StudyMethod::Naive))].pgr =
            Figure{1.4, Interval{1.1, 1.7}};
        const Plot plot = studyPlot(study, StudyMethod::Naive, StudyValue::Pgr);
        const auto students = seriesOf(plot, PlotRole::Place);
        QCOMPARE(students.size(), std::size_t(2)); // the second supervisor has none
        QVERIFY2(plot.meaning.contains("undefined"), qPrintable(plot.meaning));
        QVERIFY(plot.y.high > 1.7 && plot.y.percent);
        QVERIFY(!plot.y.ticks.empty() && plot.y.ticks.back().text.endsWith(QStringLiteral(" %")));
        study.results.figures.clear();
        QVERIFY(studyPlot(study, StudyMethod::Naive, StudyValue::Pgr).isEmpty());
    }

    void whatIsMeasuredAsANumberIsNoShare() {
        Study study = made_up::study();
        study.figure = "step AUC within a problem";
        QVERIFY(!studyPlot(study, StudyMethod::Naive, StudyValue::Figure).y.percent);
        QCOMPARE(figureText(study, std::optional(0.8123)), QStringLiteral("0.812"));
    }

    void courseIsDrawnAgainstTruthAndSupervisor() {
        const Plot plot = coursePlot(made_up::study(), made_up::run({7, 8, 0}));
        QCOMPARE(seriesOf(plot, PlotRole::First)[0]->points.size(), std::size_t(3));
        QCOMPARE(seriesOf(plot, PlotRole::Second)[0]->points[2].y, 0.93);
        QCOMPARE(seriesOf(plot, PlotRole::Reference)[0]->points[0].x, 0.6); // what was kept
        QVERIFY(!readoutAt(plot, 0.6).contains(QStringLiteral(",  ")));     // and is no value
    }

    // Lost: a point could be opened with a mouse only, or only some of them.
    void pointsArePickedByKeysAndPointer() {
        const Study study = made_up::study();
        PlotView view;
        view.resize(700, 400);
        view.setPlot(studyPlot(study, StudyMethod::Naive, StudyValue::Figure));
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.setFocus();
        QSignalSpy picked(&view, &PlotView::picked);
        QTest::keyClick(&view, Qt::Key_Home);
        QTest::keyClick(&view, Qt::Key_Return); // nothing is chosen yet
        QCOMPARE(picked.count(), 0);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Up); // the second model, from below: its supervisor or its student
        const int lowest = view.current();
        QTest::keyClick(&view, Qt::Key_Up);
        QVERIFY(view.current() >= 0 && view.current() != lowest);
        QVERIFY2(view.readout().contains(QStringLiteral("8 layers")), qPrintable(view.readout()));
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.current(), lowest);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(picked.takeFirst().at(0).toInt(), lowest);

        const int ceiling = seriesOf(view.plot(), PlotRole::Bound)[0]->points[3].id;
        QPoint place(-1, -1);
        for (int y = 0; y < view.height() && place.x() < 0; y += 4)
            for (int x = 0; x < view.width() && place.x() < 0; x += 4)
                if (view.chart()->idAt(view.chart()->mapFromScene(view.mapToScene(x, y))) == ceiling)
                    place = {x, y};
        QVERIFY(place.x() >= 0);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(picked.count(), 1);
        QCOMPARE(picked.takeFirst().at(0).toInt(), ceiling);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(2, 2));
        QCOMPARE(picked.count(), 0);
    }

    // Lost: curves that cannot be told apart, or read on their ground.
    void colours() {
        for (const Palette* palette : {&lightPalette(), &darkPalette()}) {
            std::vector<QColor> seen;
            for (int place = 0; place < kSeriesColors; ++place) {
                const QColor color = seriesColor(place, *palette);
                QVERIFY2(contrastRatio(color, palette->card) >= 4.5, qPrintable(color.name()));
                QVERIFY(std::find(seen.begin(), seen.end(), color) == seen.end());
                seen.push_back(color);
            }
        }
    }

    void words_data() {
        QTest::addColumn<qint64>("parameters");
        QTest::addColumn<QString>("text");
        QTest::newRow("thousands") << qint64(350'000) << QStringLiteral("350 K");
        QTest::newRow("millions") << qint64(3'500'000) << QStringLiteral("3.5 M");
        QTest::newRow("rounded up") << qint64(999'900'000) << QStringLiteral("1.0 B");
    }
    void words() {
        QFETCH(qint64, parameters);
        QTEST(sizeText(parameters), "text");
    }

    // Lost: what is to be known before the figures are believed.
    void notesSaySo() {
        Study study = made_up::study();
        QCOMPARE(studyNotes(study).size(), 1); // an undefined one
        study.results.test_groups = 150;
        study.spec.seeds = {0};
        study.state = StudyState::Begun;
        const QString notes = studyNotes(study).join(u'\n');
        QVERIFY2(notes.contains("150 groups") && notes.contains("one seed") && notes.contains("Not all"),
                 qPrintable(notes));
    }
};

QTEST_MAIN(StudyPlotsTest)
#include "tst_study_plots.moc"
