// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/rating.h"

#include <QWidget>

#include <optional>

namespace stepmark::ui {

/// The three-state mark of a step: − 0 +, with the keys on it where they act. A click marks. Main thread only.
class RatingBar : public QWidget {
    Q_OBJECT
public:
    explicit RatingBar(QWidget* parent = nullptr);

    void setState(std::optional<Rating> mark, bool with_keys, bool enabled);
    static QSize fixedSize();
    QRect cell(Rating rating) const;

    QSize sizeHint() const override { return fixedSize(); }

Q_SIGNALS:
    void chosen(stepmark::Rating rating);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    std::optional<Rating> m_mark;
    bool m_with_keys = false;
    bool m_enabled = true;
};

/// "−", "0", "+".
QString signOf(Rating rating);
/// "wrong", "neutral", "right".
QString wordOf(Rating rating);

} // namespace stepmark::ui
