// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

#include <vector>

namespace stepmark::ui {

/// Items in lines, like words. Main thread only.
class FlowLayout : public QLayout {
public:
    FlowLayout(int horizontal_gap, int vertical_gap, QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place({0, 0, width, 0}, false); }
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    /// Height taken in `rect`; moves the items where `really`.
    int place(const QRect& rect, bool really) const;

    int m_horizontal_gap;
    int m_vertical_gap;
    std::vector<QLayoutItem*> m_items;
};

} // namespace stepmark::ui
