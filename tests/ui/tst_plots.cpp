// SPDX-License-Identifier: GPL-3.0-or-later
// Plots: what they say, how they are drawn, and what an export holds.
#include "tests/ui/made_up.h"
#include "ui/charts/plot_card.h"
#include "ui/charts/plot_chart.h"
#include "ui/charts/plot_export.h"
#include "ui/charts/plot_view.h"
#include "ui/rounds/round_plots.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QAreaSeries>
#include <QGraphicsSimpleTextItem>
#include <QLineSeries>
#include <QMenu>
#include <QPushButton>
#include <QScatterSeries>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <set>

using namespace stepmark;
using namespace stepmark::ui;

namespace {

std::vector<RoundSummary> chosen(std::initializer_list<int> numbers) {
    std::vector<RoundSummary> rounds;
    for (const RoundSummary& round : made_up::rounds())
        if (std::find(numbers.begin(), numbers.end(), round.number) != numbers.end())
            rounds.push_back(round);
    return rounds;
}

const PlotSeries* seriesOf(const Plot& plot, PlotRole role) {
    for (const PlotSeries& series : plot.series)
        if (series.role == role)
            return &series;
    return nullptr;
}

template <typename Item>
std::vector<Item*> itemsOf(const QGraphicsItem& parent) {
    std::vector<Item*> found;
    for (QGraphicsItem* child : parent.childItems())
        if (auto* item = dynamic_cast<Item*>(child))
            found.push_back(item);
    return found;
}

} // namespace

class PlotsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }

    void ticks_data() {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        QTest::newRow("shares") << 0.0 << 1.0 << 4 << 7;
        QTest::newRow("around zero") << -3.0 << 4.0 << 3 << 8;
        QTest::newRow("narrow") << 0.6801 << 0.6839 << 3 << 8;
        QTest::newRow("labels") << 0.0 << 48'672.0 << 4 << 8;
        QTest::newRow("nothing") << 1.0 << 1.0 << 0 << 0;
        QTest::newRow("backwards") << 2.0 << 1.0 << 0 << 0;
        QTest::newRow("not a number") << std::nan("") << 1.0 << 0 << 0;
        QTest::newRow("no end") << 0.0 << std::numeric_limits<double>::infinity() << 0 << 0;
    }
    // Else an axis could have hundreds of labels, or hang.
    void ticks() {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(int, least);
        QFETCH(int, most);
        const auto found = niceTicks(low, high, 5);
        QVERIFY2(std::ssize(found) >= least && std::ssize(found) <= most, qPrintable(QString::number(found.size())));
        for (std::size_t i = 0; i < found.size(); ++i) {
            QVERIFY(found[i] >= low - 1e-9 && found[i] <= high + 1e-9);
            QVERIFY(i < 2 || std::abs((found[i] - found[i - 1]) - (found[1] - found[0])) < 1e-9 * std::abs(high));
        }
    }

    // Else one number that is none would take the axis with it.
    void axisTakesWhatIsFinite() {
        const PlotAxis axis = valueAxis(QStringLiteral("x"), {0.2, std::nan(""), 0.6}, true);
        QVERIFY(axis.low < 0.2 && axis.low >= 0 && axis.high > 0.6 && axis.high <= 1);
        QVERIFY(axis.ticks[0].text.contains(QLatin1Char('%')));
        const PlotAxis one = valueAxis(QStringLiteral("x"), {5}, false);
        QVERIFY(one.low < 5 && one.high > 5);
        const PlotAxis none = valueAxis(QStringLiteral("x"), {}, false);
        QVERIFY(none.low < none.high);
    }

    void historyPlotsHaveAPointARound() {
        const auto rounds = made_up::rounds();
        const Plot auc = aucPlot(rounds);
        QCOMPARE(seriesOf(auc, PlotRole::First)->points.size(), std::size_t(3)); // the fourth is not evaluated
        QCOMPARE(seriesOf(auc, PlotRole::First)->points[1].x, 810.0);
        QCOMPARE(seriesOf(auc, PlotRole::First)->points[1].y, 0.72);
        QCOMPARE(seriesOf(auc, PlotRole::First)->points[1].low, std::optional(0.67));
        const Plot solved = solvedPlot(rounds);
        QVERIFY(solved.title.contains(QStringLiteral("64")));
        QCOMPARE(seriesOf(solved, PlotRole::Second)->points.size(), std::size_t(2)); // the first round had no ORM
        const Plot wrong = wrongPlot(rounds);
        QCOMPARE(seriesOf(wrong, PlotRole::First)->points.size(), std::size_t(4));
        QCOMPARE(seriesOf(wrong, PlotRole::Reference)->points.size(), std::size_t(3)); // uniform asks for no share
    }

    void comparedRoundsAreToldApart() {
        const Plot plot = bestOfNPlot(chosen({1, 3}));
        QVERIFY(plot.title.contains(QStringLiteral("round 3")));
        QCOMPARE(plot.series.size(), std::size_t(4)); // PRM, ORM, majority of the newest; PRM of the other
        QCOMPARE(seriesOf(plot, PlotRole::First)->spread, PlotSpread::Band);
        QVERIFY(seriesOf(plot, PlotRole::Other)->name.contains(QStringLiteral("round 1")));
        const Plot reliability = reliabilityPlot(chosen({1, 3}));
        QCOMPARE(seriesOf(reliability, PlotRole::Histogram)->points.size(), std::size_t(10));
        QVERIFY(seriesOf(reliability, PlotRole::First)->points[9].count > 0);
        QCOMPARE(lossPlot(chosen({2, 3})).series.size(), std::size_t(2));
    }

    // Else an empty project would show empty frames without a word.
    void nothingToShowSaysWhy() {
        for (const Plot& plot : {aucPlot({}), solvedPlot({}), wrongPlot({}), bestOfNPlot({}), reliabilityPlot({}),
                                 lossPlot({}), bestOfNPlot(chosen({4})), reliabilityPlot(chosen({4}))}) {
            QVERIFY(plot.isEmpty());
            QVERIFY(!plot.empty.isEmpty());
            QVERIFY(!plotSvg(plot).isEmpty()); // and draws no worse than nothing
        }
    }

    // Else a reader who cannot tell the colours could not tell the curves.
    void curvesDifferWithoutColour() {
        const Plot plot = bestOfNPlot(chosen({1, 3}));
        PlotChart chart(plot, lightPalette(), Theme::instance().font(Type::Caption));
        chart.resize(600, 300);
        std::set<Qt::PenStyle> pens;
        std::set<QScatterSeries::MarkerShape> markers;
        int bands = 0;
        for (QAbstractSeries* series : chart.series()) {
            if (auto* scatter = qobject_cast<QScatterSeries*>(series))
                markers.insert(scatter->markerShape());
            else if (auto* line = qobject_cast<QLineSeries*>(series); line && line->pen().style() != Qt::NoPen)
                pens.insert(line->pen().style());
            bands += qobject_cast<QAreaSeries*>(series) != nullptr;
        }
        QCOMPARE(pens.size(), std::size_t(4));
        QCOMPARE(markers.size(), std::size_t(4));
        QCOMPARE(bands, 3);
    }

    // Else the names at the curves' ends could not be read.
    void namesDoNotOverlap() {
        PlotChart chart(bestOfNPlot(chosen({1, 2, 3})), lightPalette(), Theme::instance().font(Type::Caption));
        chart.resize(600, 300);
        QApplication::processEvents();
        const auto labels = itemsOf<QGraphicsSimpleTextItem>(chart);
        QCOMPARE(labels.size(), std::size_t(5));
        for (const auto* a : labels) {
            const QRectF box = a->mapRectToParent(a->boundingRect()).adjusted(0, 1, 0, -1);
            QVERIFY2(box.right() <= 601 && box.bottom() <= 301 && box.top() >= -1, qPrintable(a->text()));
            for (const auto* b : labels)
                QVERIFY2(a == b || !box.intersects(b->mapRectToParent(b->boundingRect()).adjusted(0, 1, 0, -1)),
                         qPrintable(a->text() + QLatin1Char('/') + b->text()));
        }
    }

    // Else the numbers could only be guessed from the picture, and only with eyes and a mouse.
    void valuesByKeyboardAndInWords() {
        PlotCard card;
        card.resize(500, 360);
        card.setPlot(bestOfNPlot(chosen({3})));
        card.show();
        QVERIFY(QTest::qWaitForWindowExposed(&card));
        PlotView* view = card.view();
        QVERIFY(view->isDrawn());
        QVERIFY2(card.readout().startsWith(QStringLiteral("N 64: PRM 65.0 % (59.0 to 71.0)")),
                 qPrintable(card.readout()));
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Home);
        QVERIFY2(card.readout().startsWith(QStringLiteral("N 1: PRM 42.0 %")), qPrintable(card.readout()));
        QTest::keyClick(view, Qt::Key_Right);
        QVERIFY(card.readout().startsWith(QStringLiteral("N 2:")));
        QTest::keyClick(view, Qt::Key_Left);
        QTest::keyClick(view, Qt::Key_Left); // there is nothing further left
        QVERIFY(card.readout().startsWith(QStringLiteral("N 1:")));
        QVERIFY(view->accessibleDescription().contains(QStringLiteral("N 16:")));
        QCOMPARE(view->accessibleName(), view->plot().title);
        QTest::mouseMove(view->viewport(), QPoint(view->width() / 2, view->height() / 2));
        QTRY_VERIFY(!card.readout().startsWith(QStringLiteral("N 1:")));
    }

    // Else the first look at another page would pay for charts that nobody sees.
    void drawnWhenFirstSeen() {
        PlotView view;
        view.setPlot(aucPlot(made_up::rounds()));
        QVERIFY(!view.isDrawn());
        view.show();
        QVERIFY(view.isDrawn());
        Theme::instance().setMode(ThemeMode::Dark);
        QVERIFY(view.isDrawn());
        Theme::instance().setMode(ThemeMode::Light);
    }

    // Else a dark screen would put black squares into papers, or a figure would lose its words.
    void exportsArePicturesOnWhite() {
        Theme::instance().setMode(ThemeMode::Dark);
        const Plot plot = bestOfNPlot(chosen({1, 3}));
        const QImage image = plotImage(plot);
        const QByteArray svg = plotSvg(plot);
        Theme::instance().setMode(ThemeMode::Light);
        QCOMPARE(image.size(), QSize(1920, 1200));
        QCOMPARE(image.pixelColor(2, 2), QColor(Qt::white));
        std::set<QRgb> colors;
        for (int y = 0; y < image.height(); y += 2)
            for (int x = 0; x < image.width(); x += 2)
                colors.insert(image.pixel(x, y));
        QVERIFY(colors.contains(lightPalette().accent.rgb()));
        QVERIFY(colors.contains(lightPalette().chart_second.rgb()));
        QSvgRenderer renderer(svg);
        QVERIFY(renderer.isValid());
        QCOMPARE(renderer.viewBox(), QRect(0, 0, 960, 600));
        for (const char* word : {"Majority", "ORM", "Best of N, round 3"})
            QVERIFY2(svg.contains(word), word);
    }

    void csvHoldsEveryPoint() {
        const auto lines = plotCsv(bestOfNPlot(chosen({1, 3}))).trimmed().split('\n');
        QCOMPARE(lines.size(), 1 + 4 * 7);
        QVERIFY(lines[0].startsWith("curve,N,Solved,low,high"));
        QVERIFY2(lines[7].startsWith("PRM,64,0.65"), lines[7].constData());
        // What is only there to guide the eye is no data.
        QVERIFY(!plotCsv(reliabilityPlot(chosen({3}))).contains("perfect"));
        QVERIFY(plotCsv(reliabilityPlot(chosen({3}))).contains(",344")); // the number of steps in the last bin
    }

    void saving_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("written");
        QTest::addColumn<QByteArray>("begins");
        QTest::newRow("png") << QStringLiteral("a.png") << true << QByteArray("\x89PNG");
        QTest::newRow("svg") << QStringLiteral("a.svg") << true << QByteArray("<?xml");
        QTest::newRow("csv") << QStringLiteral("a.csv") << true << QByteArray("curve,");
        QTest::newRow("other") << QStringLiteral("a.gif") << false << QByteArray();
        QTest::newRow("no folder") << QStringLiteral("none/a.png") << false << QByteArray();
    }
    void saving() {
        QFETCH(QString, name);
        QFETCH(bool, written);
        QFETCH(QByteArray, begins);
        const QTemporaryDir folder;
        const QString path = folder.filePath(name);
        const QString error = savePlot(aucPlot(made_up::rounds()), path);
        QCOMPARE(error.isEmpty(), written);
        QFile file(path);
        QCOMPARE(file.open(QIODevice::ReadOnly), written);
        if (written)
            QVERIFY(file.readAll().startsWith(begins));
    }

    // A picture saved "to" a link or over a project: the same rules as for an export.
    void savesWhereAPathLeads_data() {
        QTest::addColumn<QString>("suffix");
        for (const char* suffix : {"png", "svg", "csv"})
            QTest::newRow(suffix) << QString::fromLatin1(suffix);
    }
    void savesWhereAPathLeads() {
        QFETCH(const QString, suffix);
        const QTemporaryDir folder;
        const auto put = [&](const QString& name, const QByteArray& bytes) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        };
        const QString link = folder.filePath("link." + suffix);
        QVERIFY(put("real", "old") && QFile::link("real", link));
        QCOMPARE(savePlot(aucPlot(made_up::rounds()), link), QString());
        QVERIFY(QFileInfo(link).isSymLink());
        QVERIFY(QFileInfo(folder.filePath("real")).size() > 3);
        const QByteArray project =
            QByteArray("SQLite format 3\0", 16) + QByteArray(52, '\0') + "Stpm" + QByteArray(28, '\0');
        QVERIFY(put("project." + suffix, project));
        const QString error = savePlot(aucPlot(made_up::rounds()), folder.filePath("project." + suffix));
        QVERIFY2(error.contains("is a Stepmark project"), qPrintable(error));
        QCOMPARE(QFileInfo(folder.filePath("project." + suffix)).size(), project.size());
        QVERIFY(!savePlot(aucPlot(made_up::rounds()), folder.filePath("no/folder." + suffix)).isEmpty());
    }

    // Else saving would need a mouse.
    void cardOffersThreeFormats() {
        PlotCard card;
        card.setPlot(aucPlot(made_up::rounds()));
        QSignalSpy save(&card, &PlotCard::saveRequested);
        for (QAction* action : card.saveButton()->menu()->actions())
            action->trigger();
        QCOMPARE(save.count(), 3);
        QCOMPARE(save[1][0].toString(), QStringLiteral("svg"));
        card.setPlot(aucPlot({}));
        QVERIFY(card.saveButton()->isHidden()); // nothing to save
    }
};

int main(int argc, char** argv) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication app(argc, argv);
    PlotsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_plots.moc"
