// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace stepmark::ui {

/// One of a few views of a page, side by side; checkable. The chosen one is bold, and as wide as the others would be.
/// Main thread only.
class TabButton : public QPushButton {
    Q_OBJECT
public:
    explicit TabButton(const QString& text, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
};

} // namespace stepmark::ui
