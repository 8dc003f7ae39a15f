// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_block.h"

#include "ui/widgets/drawable_text.h"
#include "ui/widgets/long_text_view.h"

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {

constexpr int kExpandedHeight = 320;

QColor colorOf(Tone tone) {
    const Palette& c = Theme::instance().colors();
    switch (tone) {
    case Tone::Dim:
        return c.dim;
    case Tone::Accent:
        return c.accent;
    case Tone::Negative:
        return c.negative;
    case Tone::Neutral:
        return c.neutral;
    case Tone::Positive:
        return c.positive;
    case Tone::Ink:
        break;
    }
    return c.ink;
}

} // namespace

TextBlock::TextBlock(Type type, QWidget* parent)
    : QWidget(parent)
    , m_type(type) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setCursor(Qt::IBeamCursor);
    setFont(Theme::instance().font(type));
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        setFont(Theme::instance().font(m_type));
        rebuild();
    });
}

TextBlock::~TextBlock() = default;

QString TextBlock::shownText() const {
    return drawable(isElided() ? m_text.left(kShownAtOnce) + QChar(0x2026) : m_text);
}

void TextBlock::setText(const QString& text) {
    if (text == m_text && !m_expanded)
        return;
    m_text = text;
    m_anchor = m_cursor = 0;
    delete m_expanded;
    m_expanded = nullptr;
    if (isElided() && !m_more) {
        m_more = new QPushButton(this);
        m_more->setProperty("link", true);
        m_more->setFocusPolicy(Qt::TabFocus);
        connect(m_more, &QPushButton::clicked, this, &TextBlock::expand);
    }
    if (m_more) {
        m_more->setVisible(isElided());
        m_more->setText(tr("Show all %1 characters").arg(QLocale().toString(m_text.size())));
    }
    // Screen readers get the beginning; nobody listens to a megabyte.
    setAccessibleName(text.left(kShownAtOnce));
    rebuild();
}

void TextBlock::setTone(Tone tone) {
    if (tone == m_tone)
        return;
    m_tone = tone;
    update();
}

void TextBlock::expand() {
    if (!isElided() || m_expanded)
        return;
    auto* view = new LongTextView(m_text, this);
    m_expanded = view;
    m_more->hide();
    view->show();
    clearSelection();
    updateGeometry();
    placeButton();
    Q_EMIT expanded();
}

void TextBlock::rebuild() {
    m_paragraphs.clear();
    m_laid_out_for = -1;
    int start = 0;
    const QString shown = shownText();
    for (const QString& line : shown.split(QLatin1Char('\n'))) {
        auto layout = std::make_unique<QTextLayout>(line, font());
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout->setTextOption(option);
        layout->setCacheEnabled(true);
        m_paragraphs.push_back({std::move(layout), start, 0});
        start += static_cast<int>(line.size()) + 1;
    }
    updateGeometry();
    update();
}

qreal TextBlock::layOut(int width) const {
    if (width == m_laid_out_for)
        return m_height;
    const QFontMetricsF metrics(font());
    qreal y = 0;
    for (Paragraph& paragraph : m_paragraphs) {
        paragraph.y = y;
        paragraph.layout->beginLayout();
        qreal inner = 0;
        for (QTextLine line = paragraph.layout->createLine(); line.isValid(); line = paragraph.layout->createLine()) {
            line.setLineWidth(std::max(1, width));
            line.setPosition({0, inner});
            inner += std::ceil(std::max(line.height(), metrics.height()) * 1.18);
        }
        paragraph.layout->endLayout();
        y += inner;
    }
    m_laid_out_for = width;
    m_height = y;
    return y;
}

int TextBlock::textHeight(int width) const { return static_cast<int>(std::ceil(layOut(width))); }

int TextBlock::heightForWidth(int width) const {
    if (m_expanded)
        return kExpandedHeight;
    const int more = isElided() && m_more ? m_more->sizeHint().height() : 0;
    return textHeight(width) + more;
}

QSize TextBlock::sizeHint() const {
    const int width = std::max(200, this->width());
    return {width, heightForWidth(width)};
}

QSize TextBlock::minimumSizeHint() const { return {80, QFontMetrics(font()).height()}; }

void TextBlock::resizeEvent(QResizeEvent*) { placeButton(); }

void TextBlock::placeButton() {
    if (m_expanded)
        m_expanded->setGeometry(rect());
    else if (m_more && isElided())
        m_more->setGeometry(0, textHeight(width()), m_more->sizeHint().width(), m_more->sizeHint().height());
}

void TextBlock::paintEvent(QPaintEvent* event) {
    if (m_expanded)
        return;
    layOut(width());
    const Palette& c = Theme::instance().colors();
    QPainter painter(this);
    painter.setPen(colorOf(m_tone));
    const int from = std::min(m_anchor, m_cursor);
    const int to = std::max(m_anchor, m_cursor);
    for (const Paragraph& paragraph : m_paragraphs) {
        const qreal height = paragraph.layout->boundingRect().height();
        if (paragraph.y > event->rect().bottom() || paragraph.y + height * 1.3 < event->rect().top())
            continue;
        QList<QTextLayout::FormatRange> ranges;
        const int length = static_cast<int>(paragraph.layout->text().size());
        const int first = std::clamp(from - paragraph.start, 0, length);
        const int last = std::clamp(to - paragraph.start, 0, length);
        if (last > first) {
            QTextCharFormat format;
            format.setBackground(c.accent);
            format.setForeground(c.on_accent);
            ranges.append({first, last - first, format});
        }
        paragraph.layout->draw(&painter, {0, paragraph.y}, ranges);
    }
}

int TextBlock::positionAt(const QPointF& point) const {
    layOut(width());
    for (auto it = m_paragraphs.rbegin(); it != m_paragraphs.rend(); ++it) {
        if (point.y() < it->y && it + 1 != m_paragraphs.rend())
            continue;
        for (int i = it->layout->lineCount() - 1; i >= 0; --i) {
            const QTextLine line = it->layout->lineAt(i);
            if (point.y() >= it->y + line.y() || i == 0)
                return it->start + line.xToCursor(point.x());
        }
    }
    return 0;
}

void TextBlock::setSelection(int anchor, int cursor) {
    const bool had = m_anchor != m_cursor;
    m_anchor = anchor;
    m_cursor = cursor;
    if (had || anchor != cursor)
        Q_EMIT selectionChanged();
    update();
}

void TextBlock::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    m_dragged = false;
    const int at = positionAt(event->position());
    setSelection(event->modifiers().testFlag(Qt::ShiftModifier) ? m_anchor : at, at);
}

void TextBlock::mouseMoveEvent(QMouseEvent* event) {
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    const int at = positionAt(event->position());
    m_dragged = m_dragged || at != m_anchor;
    setSelection(m_anchor, at);
}

void TextBlock::mouseReleaseEvent(QMouseEvent*) {
    if (!m_dragged && m_anchor == m_cursor)
        Q_EMIT clicked();
}

void TextBlock::mouseDoubleClickEvent(QMouseEvent* event) {
    const QString shown = shownText();
    const int at = positionAt(event->position());
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, shown);
    finder.setPosition(at);
    const auto from = finder.isAtBoundary() ? at : finder.toPreviousBoundary();
    finder.setPosition(at);
    const auto to = finder.toNextBoundary();
    setSelection(static_cast<int>(std::max<qsizetype>(0, from)), static_cast<int>(to < 0 ? shown.size() : to));
    m_dragged = true;
}

QString TextBlock::selectedText() const {
    if (m_expanded)
        return static_cast<LongTextView*>(m_expanded)->selectedSource();
    const int from = std::min(m_anchor, m_cursor);
    const int to =
        std::min<int>(std::max(m_anchor, m_cursor), std::min<int>(kShownAtOnce, static_cast<int>(m_text.size())));
    return m_text.mid(from, std::max(0, to - from));
}

void TextBlock::clearSelection() { setSelection(m_cursor, m_cursor); }

void TextBlock::selectAll() { setSelection(0, static_cast<int>(shownText().size())); }

} // namespace stepmark::ui
