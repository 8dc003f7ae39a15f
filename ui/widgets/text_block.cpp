// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_block.h"

#include "ui/widgets/tone_color.h"

#include "ui/math/formulas.h"
#include "ui/widgets/long_text_view.h"

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {

constexpr int kExpandedHeight = 320;
constexpr int kTogether_ms = 150; ///< pictures that come within are laid out at once

MathColors colorsFor(Tone tone) {
    const Palette& c = Theme::instance().colors();
    return {colorOf(tone), c.dim, c.negative, c.accent, c.on_accent};
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
    m_take.setSingleShot(true);
    m_take.setInterval(kTogether_ms);
    connect(&m_take, &QTimer::timeout, this, &TextBlock::takePictures);
    connect(&Formulas::instance(), &Formulas::made, this, &TextBlock::formulaMade);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        setFont(Theme::instance().font(m_type));
        rebuild();
    });
}

TextBlock::~TextBlock() = default;

QString TextBlock::shownText() const { return isElided() ? m_text.left(kShownAtOnce) + QChar(0x2026) : m_text; }

void TextBlock::setForm(TextForm form) {
    if (form == m_form)
        return;
    m_form = form;
    rebuild();
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
    m_math.setText(shownText(), m_form, font());
    m_wish.reset();
    wishForFormulas();
    updateGeometry();
    update();
}

void TextBlock::wishForFormulas() {
    m_take.stop();
    if (!m_math.missing().empty() && isVisible())
        m_wish = Formulas::instance().wish(m_math.missing());
}

void TextBlock::showEvent(QShowEvent*) {
    if (!m_math.missing().empty())
        takePictures();
}

void TextBlock::hideEvent(QHideEvent*) { m_wish.reset(); }

void TextBlock::formulaMade(const FormulaSource& source) {
    const auto& missing = m_math.missing();
    if (!m_wish || m_take.isActive() || std::find(missing.begin(), missing.end(), source) == missing.end())
        return;
    m_take.start(missing.size() == 1 ? 0 : kTogether_ms);
}

void TextBlock::takePictures() {
    const int before = heightForWidth(width());
    m_math.takePictures();
    wishForFormulas();
    update();
    if (heightForWidth(width()) == before)
        return;
    updateGeometry();
    placeButton();
    Q_EMIT expanded();
}

int TextBlock::textHeight(int width) const { return static_cast<int>(std::ceil(m_math.layOut(width))); }

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
    m_math.layOut(width());
    QPainter painter(this);
    m_math.draw(painter, {0, 0}, event->rect(), colorsFor(m_tone), selection());
}

MathText::Selection TextBlock::selection() const {
    return {std::min(m_anchor, m_cursor), std::max(m_anchor, m_cursor)};
}

int TextBlock::positionAt(const QPointF& point) const {
    m_math.layOut(width());
    return m_math.positionAt(point);
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
    const auto word = m_math.wordAt(positionAt(event->position()));
    setSelection(word.from, word.to);
    m_dragged = true;
}

QString TextBlock::selectedText() const {
    if (m_expanded)
        return static_cast<LongTextView*>(m_expanded)->selectedSource();
    const auto [from, to] = selection();
    const int shown = std::min(kShownAtOnce, static_cast<int>(m_text.size())); // without the ellipsis
    return m_text.mid(from, std::max(0, std::min(to, shown) - from));
}

void TextBlock::clearSelection() { setSelection(m_cursor, m_cursor); }

void TextBlock::selectAll() { setSelection(0, static_cast<int>(shownText().size())); }

} // namespace stepmark::ui
