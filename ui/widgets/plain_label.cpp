// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plain_label.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace stepmark::ui {

namespace {

const char* nameOf(Type type) {
    switch (type) {
    case Type::Caption:
        return "caption";
    case Type::Small:
        return "small";
    case Type::Body:
        return "body";
    case Type::Reading:
        return "reading";
    case Type::Title:
        return "title";
    case Type::Heading:
        return "heading";
    }
    return "body";
}

const char* nameOf(Tone tone) {
    switch (tone) {
    case Tone::Ink:
        return "ink";
    case Tone::Dim:
        return "dim";
    case Tone::Accent:
        return "accent";
    case Tone::Negative:
        return "negative";
    case Tone::Neutral:
        return "neutral";
    case Tone::Positive:
        return "positive";
    }
    return "ink";
}

} // namespace

PlainLabel::PlainLabel(const QString& text, Type type, Tone tone, QWidget* parent)
    : QLabel(parent)
    , m_tone(tone) {
    setTextFormat(Qt::PlainText);
    setProperty("type", QLatin1String(nameOf(type)));
    setProperty("tone", QLatin1String(nameOf(tone)));
    setText(text);
}

void PlainLabel::setTone(Tone tone) {
    if (tone == m_tone)
        return;
    m_tone = tone;
    setProperty("tone", QLatin1String(nameOf(tone)));
    style()->unpolish(this);
    style()->polish(this);
}

QSize ElidedLabel::minimumSizeHint() const {
    const QSize hint = PlainLabel::minimumSizeHint();
    return {std::min(hint.width(), fontMetrics().averageCharWidth() * 4), hint.height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    // Only the beginning matters; eliding a megabyte would not be instant.
    const QString shown = fontMetrics().elidedText(text().left(1000).simplified(), Qt::ElideRight, width());
    painter.drawText(rect(), static_cast<int>(alignment()) | Qt::TextSingleLine, shown);
}

PlainLabel* makeHeading(const QString& text, QWidget* parent) {
    auto* heading = new PlainLabel(text, Type::Heading, Tone::Ink, parent);
    const auto fit = [heading] { heading->setMinimumHeight(Theme::instance().scaled(36)); };
    fit();
    QObject::connect(&Theme::instance(), &Theme::changed, heading, fit);
    return heading;
}

PlainLabel* makeCaption(const QString& text, QWidget* parent) {
    return new PlainLabel(text.toUpper(), Type::Caption, Tone::Dim, parent);
}

} // namespace stepmark::ui
