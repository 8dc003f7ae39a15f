// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/tree_layout.h"

#include <QWidget>

namespace stepmark::ui {

/// A step tree to look at: drag or scroll to move, Ctrl and wheel or + and − to zoom, F to fit, arrows from step to
/// step. Main thread only.
class TreeCanvas : public QWidget {
    Q_OBJECT
public:
    explicit TreeCanvas(QWidget* parent = nullptr);

    void setTree(const TreeDetail& tree);
    const TreeDetail& tree() const { return m_tree; }
    const TreeLayout& layoutOfTree() const { return m_layout; }
    int selected() const { return m_selected; }
    double scale() const { return m_scale; }
    void select(int step);
    void fit();
    void zoom(double factor);

    static constexpr double kSmallest = 0.05, kLargest = 3;

Q_SIGNALS:
    void selectionChanged(int step);
    /// Enter or a double click on a step where a solution ends.
    void opened(int step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool event(QEvent* event) override;

private:
    QPointF toTree(const QPointF& point) const { return (point - m_offset) / m_scale; }
    void zoomAt(const QPointF& point, double factor);
    void bringIntoView(int step);
    void keepInSight();

    TreeDetail m_tree;
    TreeLayout m_layout;
    int m_selected = -1;
    double m_scale = 1;
    QPointF m_offset; ///< where the layout's origin is shown, pixels
    bool m_fitted = true;
    QPointF m_drag_from;
};

} // namespace stepmark::ui
