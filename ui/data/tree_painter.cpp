// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/tree_painter.h"

#include "ui/data/data_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/drawable_text.h"
#include "ui/widgets/save_bytes.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {

constexpr double kSmallestWithText = 0.45;
constexpr qreal kPad = 8;
constexpr qreal kMostPixels = 16'000;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TreePainter)
};

QColor ground(const TreeStep& step, const Palette& c) {
    if (!step.label)
        return c.card;
    return *step.label == Rating::Negative  ? c.negative_soft
           : *step.label == Rating::Neutral ? c.neutral_soft
                                            : c.positive_soft;
}

void paintLine(QPainter& painter, const QRectF& from, const QRectF& to, int solutions, const Palette& c) {
    const QPointF begin(from.right(), from.center().y()), end(to.left(), to.center().y());
    const qreal middle = (begin.x() + end.x()) / 2;
    QPainterPath path(begin);
    path.cubicTo({middle, begin.y()}, {middle, end.y()}, end);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(c.strong_line, std::min(1.0 + std::log2(std::max(1, solutions)), 7.0)));
    painter.drawPath(path);
}

void paintText(QPainter& painter, const TreeStep& step, const QRectF& box, const Palette& c) {
    const QRectF inner = box.adjusted(kPad + 6, 5, -kPad, -5);
    painter.setFont(Theme::instance().font(Type::Body));
    const QFontMetricsF body(painter.font());
    QString head = drawable(step.text.left(200).simplified());
    if (step.label) {
        painter.setPen(colorOf(toneOf(*step.label)));
        painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop, markSign(*step.label));
    }
    const qreal sign = step.label ? body.horizontalAdvance(markSign(*step.label)) + 6 : 0;
    painter.setPen(c.ink);
    painter.drawText(inner.adjusted(sign, 0, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine,
                     body.elidedText(head, Qt::ElideRight, inner.width() - sign));
    painter.setFont(Theme::instance().font(Type::Caption));
    painter.setPen(c.dim);
    QStringList facts{QStringLiteral("×%1").arg(step.solutions)};
    if (step.score)
        facts.append(Words::tr("model %1").arg(scoreText(step.score)));
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignBottom | Qt::TextSingleLine, facts.join(QStringLiteral("  ")));
    painter.setPen(step.wrong > step.right ? c.negative : step.right > 0 ? c.positive : c.dim);
    painter.drawText(inner, Qt::AlignRight | Qt::AlignBottom | Qt::TextSingleLine, endsText(step));
}

void paintBox(QPainter& painter, const TreeStep& step, const QRectF& box, double scale, bool selected,
              const Palette& c) {
    painter.setBrush(ground(step, c));
    painter.setPen(selected ? QPen(c.accent, 3) : QPen(c.strong_line, 1));
    painter.drawRoundedRect(box, 7, 7);
    if (step.label) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colorOf(toneOf(*step.label)));
        painter.drawRoundedRect(QRectF(box.left() + 4, box.top() + 6, 4, box.height() - 12), 2, 2);
    }
    if (scale >= kSmallestWithText)
        paintText(painter, step, box, c);
    else if (step.right + step.wrong > 0) { // what the leaf is worth is told even from afar
        painter.setFont(Theme::instance().font(Type::Heading));
        painter.setPen(step.wrong > step.right ? c.negative : c.positive);
        painter.drawText(box, Qt::AlignCenter, step.wrong > step.right ? QStringLiteral("✗") : QStringLiteral("✓"));
    }
}

QString writeSvg(const TreeDetail& tree, const TreeLayout& layout, const QString& file) {
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    QSvgGenerator svg;
    svg.setOutputDevice(&out);
    svg.setSize(layout.bounds().size().toSize());
    svg.setViewBox(layout.bounds());
    svg.setTitle(Words::tr("Step tree of problem %1").arg(tree.problem));
    QPainter painter(&svg);
    painter.fillRect(layout.bounds(), Theme::instance().colors().ground);
    paintTree(painter, tree, layout, layout.bounds(), 1);
    painter.end();
    return saveBytes(out.data(), file);
}

QString writePng(const TreeDetail& tree, const TreeLayout& layout, const QString& file) {
    const QSizeF size = layout.bounds().size();
    const double scale = std::min(2.0, kMostPixels / std::max(size.width(), size.height()));
    QImage image((size * scale).toSize(), QImage::Format_RGB32);
    if (image.isNull())
        return Words::tr("There is not enough memory for so large a picture: choose SVG.");
    image.fill(Theme::instance().colors().ground);
    QPainter painter(&image);
    painter.scale(scale, scale);
    painter.translate(-layout.bounds().topLeft());
    paintTree(painter, tree, layout, layout.bounds(), scale);
    painter.end();
    return savePng(image, file);
}

} // namespace

QString endsText(const TreeStep& step) {
    QStringList ends;
    const QLocale locale;
    if (step.right > 0)
        ends.append(locale.toString(step.right) + QStringLiteral(" ✓"));
    if (step.wrong > 0)
        ends.append(locale.toString(step.wrong) + QStringLiteral(" ✗"));
    if (step.unknown > 0)
        ends.append(locale.toString(step.unknown) + QStringLiteral(" ?"));
    return ends.join(QStringLiteral("  "));
}

void paintTree(QPainter& painter, const TreeDetail& tree, const TreeLayout& layout, const QRectF& clip, double scale,
               int selected) {
    const Palette& c = Theme::instance().colors();
    painter.setRenderHint(QPainter::Antialiasing);
    for (int step = 0; step < layout.size(); ++step) {
        const TreeStep& one = tree.steps[static_cast<std::size_t>(step)];
        if (one.parent >= 0 && (layout.box(step) | layout.box(one.parent)).intersects(clip))
            paintLine(painter, layout.box(one.parent), layout.box(step), one.solutions, c);
    }
    for (int step = 0; step < layout.size(); ++step)
        if (layout.box(step).intersects(clip))
            paintBox(painter, tree.steps[static_cast<std::size_t>(step)], layout.box(step), scale, step == selected, c);
}

QString exportTree(const TreeDetail& tree, const TreeLayout& layout, const QString& file) {
    return file.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive) ? writeSvg(tree, layout, file)
                                                                      : writePng(tree, layout, file);
}

} // namespace stepmark::ui
