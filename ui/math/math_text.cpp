// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/math/math_text.h"

#include "ui/math/formula_painter.h"
#include "ui/math/formulas.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {

using Kind = ShownRun::Kind;
using Format = QTextLayout::FormatRange;

constexpr double kLeading = 1.18; ///< line height, of the font's own

QFont fontOf(Kind kind, const QFont& base) {
    QFont font = base;
    if (kind == Kind::Code)
        font.setFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
    if (kind == Kind::Code || kind == Kind::Annotation || kind == Kind::Note)
        font.setPixelSize(std::max(8, base.pixelSize() * 13 / 16));
    return font;
}

/// MathJax's letters are slender beside a sans-serif: neither its small nor its capital letters may look too big.
double exOf(const QFontMetricsF& metrics) {
    constexpr double kCapitals_ex = 1.545; ///< of MathJax's font
    return (metrics.xHeight() + metrics.capHeight() / kCapitals_ex) / 2;
}

QColor colorOf(Kind kind, const MathColors& colors) {
    switch (kind) {
    case Kind::Broken:
    case Kind::Note:
        return colors.error;
    case Kind::Annotation:
    case Kind::Code:
        return colors.dim;
    case Kind::Text:
    case Kind::Piece:
        break;
    }
    return colors.ink;
}

/// The part of a run that a selection covers, in the block's text.
std::pair<int, int> covered(const ShownRun& run, MathText::Selection selection) {
    if (selection.to <= selection.from)
        return {0, 0};
    if (!run.isExact()) {
        const bool in = run.source_length > 0 ? selection.from < run.sourceEnd() && selection.to > run.source_start
                                              : selection.from < run.source_start && selection.to > run.source_start;
        return in ? std::pair{run.start, run.end()} : std::pair{0, 0};
    }
    const int from = std::max(selection.from, run.source_start);
    const int to = std::min(selection.to, run.sourceEnd());
    if (to <= from)
        return {0, 0};
    return {run.start + from - run.source_start, run.start + to - run.source_start};
}

Format formatOf(int from, int to, const QColor& ink, const QColor& ground = {}) {
    Format format;
    format.start = from;
    format.length = to - from;
    format.format.setForeground(ink);
    if (ground.isValid())
        format.format.setBackground(ground);
    return format;
}

/// Colours of a block's stretches. Plain text outside of the selection needs none: it is drawn with the painter's pen.
QList<Format> formatsOf(const ShownBlock& block, const MathColors& colors, MathText::Selection selection) {
    QList<Format> formats;
    for (const ShownRun& run : block.runs) {
        const auto [from, to] = covered(run, selection);
        const QColor ink = colorOf(run.kind, colors);
        const bool piece = run.kind == Kind::Piece; // its letter has no ink, its layout says so
        const bool plain = run.kind == Kind::Text || piece;
        if (to > from)
            formats.append(formatOf(from, to, piece ? QColor(Qt::transparent) : colors.on_selection, colors.selection));
        if (plain)
            continue;
        if (to <= from) {
            formats.append(formatOf(run.start, run.end(), ink));
        } else {
            if (from > run.start)
                formats.append(formatOf(run.start, from, ink));
            if (to < run.end())
                formats.append(formatOf(to, run.end(), ink));
        }
    }
    return formats;
}

} // namespace

void MathText::setText(const QString& source, TextForm form, const QFont& font) {
    m_source = source;
    m_form = form;
    m_font = font;
    rebuild();
}

void MathText::takePictures() { rebuild(); }

QStringList MathText::errors() const {
    QStringList errors;
    for (const ShownBlock& block : m_shown.blocks) {
        for (const ShownRun& run : block.runs) {
            if (run.kind == Kind::Note)
                errors << block.text.mid(run.start, run.length).trimmed();
        }
    }
    return errors;
}

void MathText::rebuild() {
    m_shown =
        composeShownText(m_source, m_form, [](const FormulaSource& one) { return Formulas::instance().find(one); });
    m_blocks.clear();
    m_width = -1;
    for (const ShownBlock& block : m_shown.blocks) {
        auto layout = std::make_unique<QTextLayout>(block.text, m_font);
        QTextOption option(block.display ? Qt::AlignHCenter : Qt::AlignLeft);
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout->setTextOption(option);
        layout->setCacheEnabled(true);
        m_blocks.push_back({std::move(layout), 0, 0, {}});
    }
}

/// Gives each place-keeping letter the width of its picture, by letter spacing; what is too wide is made smaller.
void MathText::measurePieces(std::size_t index, qreal width) {
    const ShownBlock& shown = m_shown.blocks[index];
    Block& block = m_blocks[index];
    const QFontMetricsF metrics(m_font);
    const double natural_ex = exOf(metrics);
    const double letter = metrics.horizontalAdvance(QLatin1Char('x'));
    QList<Format> formats;
    block.ex.assign(shown.runs.size(), natural_ex);
    for (std::size_t i = 0; i < shown.runs.size(); ++i) {
        const ShownRun& run = shown.runs[i];
        Format format;
        format.start = run.start;
        format.length = run.length;
        if (run.kind != Kind::Piece) {
            if (run.kind == Kind::Text)
                continue;
            format.format.setFont(fontOf(run.kind, m_font));
        } else {
            double widest = 0;
            for (const ShownRun& part : shown.runs) {
                if (part.picture == run.picture)
                    widest = std::max(widest, part.to_ex - part.from_ex);
            }
            block.ex[i] = widest > 0 ? std::min(natural_ex, std::max<qreal>(1, width - 2) / widest) : natural_ex;
            QFont font = m_font;
            font.setLetterSpacing(QFont::AbsoluteSpacing, (run.to_ex - run.from_ex) * block.ex[i] - letter);
            format.length = 1;
            format.format.setFont(font);
            format.format.setForeground(Qt::transparent);
        }
        formats.append(format);
    }
    block.layout->setFormats(formats);
}

qreal MathText::placeLines(std::size_t index, qreal y, qreal width) {
    const ShownBlock& shown = m_shown.blocks[index];
    Block& block = m_blocks[index];
    const QFontMetricsF metrics(m_font);
    const qreal margin = shown.display ? std::round(metrics.height() * 0.4) : 0;
    qreal inner = index > 0 ? margin : 0;
    block.y = y;
    block.layout->beginLayout();
    for (QTextLine line = block.layout->createLine(); line.isValid(); line = block.layout->createLine()) {
        line.setLineWidth(std::max<qreal>(1, width));
        if (shown.display && line.textStart() > 0)
            inner += std::round(margin / 2); // a formula that goes on in the next line
        qreal above = line.ascent();
        qreal below = 0;
        for (std::size_t i = 0; i < shown.runs.size(); ++i) {
            const ShownRun& run = shown.runs[i];
            if (run.kind != Kind::Piece || run.start < line.textStart() ||
                run.start >= line.textStart() + line.textLength())
                continue;
            above = std::max(above, (run.picture->height_ex - run.picture->depth_ex) * block.ex[i]);
            below = std::max(below, run.picture->depth_ex * block.ex[i]);
        }
        const qreal text_height = std::ceil(std::max(line.height(), metrics.height()) * kLeading);
        const qreal extra_above = std::ceil(above - line.ascent());
        const qreal extra_below = std::max<qreal>(0, std::ceil(below + 2 - (text_height - line.ascent())));
        line.setPosition({0, inner + extra_above});
        inner += extra_above + text_height + extra_below;
        m_natural_width = std::max(m_natural_width, line.naturalTextWidth());
    }
    block.layout->endLayout();
    block.height = inner + (index + 1 < m_blocks.size() ? margin : 0);
    return block.height;
}

qreal MathText::layOut(qreal width) {
    if (width == m_width)
        return m_height;
    m_natural_width = 0;
    qreal y = 0;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        measurePieces(i, width);
        y += placeLines(i, y, width);
    }
    m_width = width;
    m_height = y;
    return y;
}

void MathText::draw(QPainter& painter, QPointF origin, const QRectF& clip, const MathColors& colors,
                    Selection selection) const {
    painter.setPen(colors.ink);
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        const Block& block = m_blocks[i];
        if (block.y > clip.bottom() || block.y + block.height * 1.3 < clip.top())
            continue;
        const QPointF at = origin + QPointF(0, block.y);
        block.layout->draw(&painter, at, formatsOf(m_shown.blocks[i], colors, selection));
        drawPieces(painter, at, i, colors, selection);
    }
}

void MathText::drawPieces(QPainter& painter, QPointF origin, std::size_t index, const MathColors& colors,
                          Selection selection) const {
    const ShownBlock& shown = m_shown.blocks[index];
    const Block& block = m_blocks[index];
    for (std::size_t i = 0; i < shown.runs.size(); ++i) {
        const ShownRun& run = shown.runs[i];
        if (run.kind != Kind::Piece)
            continue;
        const QTextLine line = block.layout->lineForTextPosition(run.start);
        if (!line.isValid())
            continue;
        const qreal x = std::min(line.cursorToX(run.start), line.cursorToX(run.start + 1));
        const qreal baseline = line.y() + line.ascent();
        const qreal top = baseline - (run.picture->height_ex - run.picture->depth_ex) * block.ex[i];
        const auto [from, to] = covered(run, selection);
        drawFormula(painter, {run.picture, run.from_ex, run.to_ex}, origin + QPointF(x, top), block.ex[i],
                    to > from ? colors.on_selection : colors.ink);
    }
}

int MathText::positionAt(QPointF point) const {
    for (std::size_t i = m_blocks.size(); i-- > 0;) {
        const Block& block = m_blocks[i];
        if (point.y() < block.y && i > 0)
            continue;
        for (int n = block.layout->lineCount() - 1; n >= 0; --n) {
            const QTextLine line = block.layout->lineAt(n);
            if (point.y() >= block.y + line.y() || n == 0)
                return m_shown.blocks[i].toSource(line.xToCursor(point.x()));
        }
    }
    return 0;
}

MathText::Selection MathText::wordAt(int position) const {
    for (const ShownBlock& block : m_shown.blocks) {
        for (const ShownRun& run : block.runs) {
            if (!run.isExact() && position >= run.source_start && position < run.sourceEnd())
                return {run.source_start, run.sourceEnd()};
        }
    }
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, m_source);
    finder.setPosition(position);
    const auto from = finder.isAtBoundary() ? position : finder.toPreviousBoundary();
    finder.setPosition(position);
    const auto to = finder.toNextBoundary();
    return {static_cast<int>(std::max<qsizetype>(0, from)), static_cast<int>(to < 0 ? m_source.size() : to)};
}

} // namespace stepmark::ui
