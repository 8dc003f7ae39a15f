// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fields.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyleOptionButton>
#include <QWheelEvent>

namespace stepmark::ui {

namespace {

/// `up` -1: points down, 1: points up.
void drawArrow(QPainter& painter, QPointF at, int up, bool enabled) {
    const Palette& c = Theme::instance().colors();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(enabled ? c.dim : c.line, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF points[] = {at + QPointF(-3.5, 2.0 * up), at + QPointF(0, -2.0 * up), at + QPointF(3.5, 2.0 * up)};
    painter.drawPolyline(points, 3);
}

} // namespace

NumberField::NumberField(QWidget* parent)
    : QSpinBox(parent) {
    setFocusPolicy(Qt::StrongFocus);
}

void NumberField::paintEvent(QPaintEvent* event) {
    QSpinBox::paintEvent(event);
    QPainter painter(this);
    drawArrow(painter, QPointF(width() - 14, height() / 2.0 - 5), 1, isEnabled() && value() < maximum());
    drawArrow(painter, QPointF(width() - 14, height() / 2.0 + 5), -1, isEnabled() && value() > minimum());
}

void NumberField::wheelEvent(QWheelEvent* event) {
    if (hasFocus())
        QSpinBox::wheelEvent(event);
    else
        event->ignore();
}

ChoiceField::ChoiceField(QWidget* parent)
    : QComboBox(parent) {
    setFocusPolicy(Qt::StrongFocus);
}

void ChoiceField::paintEvent(QPaintEvent* event) {
    QComboBox::paintEvent(event);
    QPainter painter(this);
    drawArrow(painter, QPointF(width() - 14, height() / 2.0), -1, isEnabled());
}

void ChoiceField::wheelEvent(QWheelEvent* event) {
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

void CheckField::paintEvent(QPaintEvent* event) {
    QCheckBox::paintEvent(event);
    if (!isChecked())
        return;
    QStyleOptionButton option;
    initStyleOption(&option);
    const QRectF box = style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::instance().colors().on_accent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF tick[] = {box.center() + QPointF(-3.5, 0.2), box.center() + QPointF(-1, 2.8),
                            box.center() + QPointF(3.6, -2.6)};
    painter.drawPolyline(tick, 3);
}

} // namespace stepmark::ui
