// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace stepmark::ui {

/// A quiet progress bar. Unknown progress shows a third of the bar, still: nothing flickers beside a reader. Main
/// thread only.
class ThinBar : public QWidget {
    Q_OBJECT
public:
    explicit ThinBar(QWidget* parent = nullptr);
    /// `share` 0 to 1; negative: unknown.
    void setShare(double share);
    double share() const { return m_share; }

    QSize sizeHint() const override { return {150, 6}; }
    QSize minimumSizeHint() const override { return {40, 6}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_share = 0;
};

} // namespace stepmark::ui
