// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_export.h"

#include "model/domain/csv.h"
#include "ui/charts/plot_chart.h"
#include "ui/theme/theme.h"
#include "ui/widgets/save_bytes.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QGraphicsScene>
#include <QGraphicsSimpleTextItem>
#include <QPainter>
#include <QSvgGenerator>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlotExport)
};

constexpr QSize kSize(960, 600);
constexpr int kImageScale = 2; ///< 1920 x 1200 pixels
constexpr int kTitleHeight = 44;

void paint(const Plot& plot, QPainter& painter) {
    QGraphicsScene scene;
    scene.setSceneRect(QRectF(QPointF(), kSize));
    scene.setBackgroundBrush(lightPalette().card);
    QFont font = Theme::instance().font(Type::Body);
    font.setPixelSize(15);
    auto* chart = new PlotChart(plot, lightPalette(), font);
    scene.addItem(chart);
    chart->setGeometry(QRectF(Theme::space(4), kTitleHeight, kSize.width() - 2 * Theme::space(4),
                              kSize.height() - kTitleHeight - Theme::space(3)));
    QFont bold = font;
    bold.setPixelSize(19);
    bold.setBold(true);
    auto* title = scene.addSimpleText(plot.title, bold);
    title->setBrush(lightPalette().ink);
    title->setPos(Theme::space(6), Theme::space(4));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::TextAntialiasing);
    scene.render(&painter, QRectF(QPointF(), kSize), scene.sceneRect());
}

std::string text(const QString& words) { return words.toStdString(); }

} // namespace

QImage plotImage(const Plot& plot) {
    QImage image(kSize * kImageScale, QImage::Format_ARGB32_Premultiplied);
    image.fill(lightPalette().card);
    QPainter painter(&image);
    painter.scale(kImageScale, kImageScale);
    paint(plot, painter);
    return image;
}

QByteArray plotSvg(const Plot& plot) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(kSize);
    generator.setResolution(96); // pixels as browsers count them
    generator.setViewBox(QRect(QPoint(), kSize));
    generator.setTitle(plot.title);
    generator.setDescription(plot.meaning);
    QPainter painter(&generator);
    paint(plot, painter);
    painter.end();
    return buffer.data();
}

QByteArray plotCsv(const Plot& plot) {
    CsvWriter csv;
    csv.row({"curve", text(plot.x.title), text(plot.y.title), "low", "high", "count"});
    for (const PlotSeries& series : plot.series) {
        if (series.role == PlotRole::Reference || series.role == PlotRole::Histogram)
            continue;
        for (const PlotPoint& point : series.points)
            csv.row({text(series.name), plot.x.days ? text(dayText(point.x)) : csvNumber(point.x), csvNumber(point.y),
                     csvNumber(point.low), csvNumber(point.high),
                     point.count < 0 ? std::string() : std::to_string(point.count)});
    }
    return QByteArray::fromStdString(csv.text());
}

QString savePlot(const Plot& plot, const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("svg"))
        return saveBytes(plotSvg(plot), path);
    if (suffix == QLatin1String("csv"))
        return saveBytes(plotCsv(plot), path);
    if (suffix != QLatin1String("png"))
        return Words::tr("%1: the name must end with .png, .svg or .csv.").arg(QFileInfo(path).fileName());
    return savePng(plotImage(plot), path);
}

} // namespace stepmark::ui
