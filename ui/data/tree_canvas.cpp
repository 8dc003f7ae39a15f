// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/tree_canvas.h"

#include "ui/data/data_text.h"
#include "ui/data/step_card.h"
#include "ui/data/tree_painter.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

TreeCanvas::TreeCanvas(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Step tree"));
    connect(&Theme::instance(), &Theme::changed, this, [this] { update(); });
}

void TreeCanvas::setTree(const TreeDetail& tree) {
    m_tree = tree;
    m_layout = TreeLayout(m_tree.steps);
    m_selected = -1;
    fit();
    select(m_layout.neighbour(-1, TreeLayout::Way::Child));
}

void TreeCanvas::select(int step) {
    if (step == m_selected || step >= m_layout.size())
        return;
    m_selected = step;
    if (step >= 0) {
        const TreeStep& one = m_tree.steps[static_cast<std::size_t>(step)];
        setAccessibleDescription(
            tr("%1, %2, solutions: %3").arg(one.text.left(300), marksText(one.marks)).arg(one.solutions));
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
    update();
    Q_EMIT selectionChanged(step);
}

void TreeCanvas::fit() {
    const QRectF bounds = m_layout.bounds();
    if (bounds.isEmpty() || width() < 10 || height() < 10)
        return;
    m_scale = std::clamp(std::min(width() / bounds.width(), height() / bounds.height()), kSmallest, 1.0);
    m_offset = QPointF(0, 0) - bounds.topLeft() * m_scale;
    const QSizeF room = QSizeF(size()) - bounds.size() * m_scale;
    m_offset += QPointF(std::max(0.0, std::min(room.width() / 2, 24.0)), std::max(0.0, room.height() / 2));
    m_fitted = true;
    update();
}

void TreeCanvas::zoom(double factor) {
    zoomAt(m_selected >= 0 ? m_layout.box(m_selected).center() * m_scale + m_offset : QPointF(rect().center()), factor);
    if (m_selected >= 0)
        bringIntoView(m_selected);
}

void TreeCanvas::zoomAt(const QPointF& point, double factor) {
    const double scale = std::clamp(m_scale * factor, kSmallest, kLargest);
    m_offset = point - toTree(point) * scale;
    m_scale = scale;
    m_fitted = false;
    keepInSight();
}

/// Something of the tree is always there.
void TreeCanvas::keepInSight() {
    const QRectF shown(m_layout.bounds().topLeft() * m_scale + m_offset, m_layout.bounds().size() * m_scale);
    constexpr qreal kRest = 80;
    m_offset.rx() += std::max(0.0, kRest - shown.right()) - std::max(0.0, shown.left() - (width() - kRest));
    m_offset.ry() += std::max(0.0, kRest - shown.bottom()) - std::max(0.0, shown.top() - (height() - kRest));
    update();
}

void TreeCanvas::bringIntoView(int step) {
    const QRectF box(m_layout.box(step).topLeft() * m_scale + m_offset, m_layout.box(step).size() * m_scale);
    constexpr qreal kMargin = 20;
    m_offset.rx() += std::max(0.0, kMargin - box.left()) - std::max(0.0, box.right() + kMargin - width());
    m_offset.ry() += std::max(0.0, kMargin - box.top()) - std::max(0.0, box.bottom() + kMargin - height());
    update();
}

void TreeCanvas::paintEvent(QPaintEvent*) {
    const Palette& c = Theme::instance().colors();
    QPainter painter(this);
    painter.fillRect(rect(), c.ground);
    painter.save();
    painter.translate(m_offset);
    painter.scale(m_scale, m_scale);
    paintTree(painter, m_tree, m_layout, QRectF(toTree({0, 0}), QSizeF(size()) / m_scale), m_scale, m_selected);
    painter.restore();
    if (hasFocus()) {
        painter.setPen(QPen(c.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void TreeCanvas::resizeEvent(QResizeEvent*) {
    if (m_fitted)
        fit();
}

void TreeCanvas::keyPressEvent(QKeyEvent* event) {
    using Way = TreeLayout::Way;
    const auto go = [this](int step) {
        select(step);
        if (step >= 0)
            bringIntoView(step);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return go(m_layout.neighbour(m_selected, Way::Parent));
    case Qt::Key_Right:
        return go(m_layout.neighbour(m_selected, Way::Child));
    case Qt::Key_Up:
        return go(m_layout.neighbour(m_selected, Way::Above));
    case Qt::Key_Down:
        return go(m_layout.neighbour(m_selected, Way::Below));
    case Qt::Key_Home:
        return go(m_layout.neighbour(-1, Way::Child));
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(1.25);
    case Qt::Key_Minus:
        return zoom(0.8);
    case Qt::Key_F:
    case Qt::Key_0:
        return fit();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selected >= 0)
            Q_EMIT opened(m_selected);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void TreeCanvas::mousePressEvent(QMouseEvent* event) {
    m_drag_from = event->position();
    if (const int step = m_layout.at(toTree(event->position())); step >= 0)
        select(step);
}

void TreeCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    m_offset += event->position() - m_drag_from;
    m_drag_from = event->position();
    m_fitted = false;
    keepInSight();
}

void TreeCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (const int step = m_layout.at(toTree(event->position())); step >= 0)
        Q_EMIT opened(step);
}

void TreeCanvas::wheelEvent(QWheelEvent* event) {
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        zoomAt(event->position(), std::pow(1.0015, event->angleDelta().y()));
        return;
    }
    m_offset += event->pixelDelta().isNull() ? QPointF(event->angleDelta()) / 2 : QPointF(event->pixelDelta());
    m_fitted = false;
    keepInSight();
}

bool TreeCanvas::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const int step = m_layout.at(toTree(help->pos()));
    if (step < 0) {
        QToolTip::hideText();
        return true;
    }
    const TreeStep& one = m_tree.steps[static_cast<std::size_t>(step)];
    QToolTip::showText(help->globalPos(), plainToolTip(one.text + QStringLiteral("\n\n") + marksText(one.marks)), this);
    return true;
}

} // namespace stepmark::ui
