// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/rating.h"

#include <QString>
#include <QWidget>

#include <array>
#include <optional>

class QPainter;

namespace stepmark::ui {

/// The three-state mark of a step: − 0 +, with the keys on it where they act, and a doubt about it: ?. A click marks.
/// Main thread only.
class RatingBar : public QWidget {
    Q_OBJECT
public:
    struct State {
        std::optional<Rating> mark;
        bool unsure = false;
        bool with_keys = false;
        bool enabled = true;
        bool operator==(const State&) const = default;
    };
    using Caps = std::array<QString, 3>; ///< keys of wrong, neutral, right

    /// Without `with_doubt` there is no place for "?": what is decided is not doubted.
    explicit RatingBar(QWidget* parent = nullptr, bool with_doubt = true);

    void setState(const State& state);
    void setCaps(const Caps& caps);
    static QSize fixedSize(bool with_doubt = true);
    QRect cell(Rating rating) const;
    QRect unsureCell() const;

    QSize sizeHint() const override { return fixedSize(m_with_doubt); }

Q_SIGNALS:
    void chosen(stepmark::Rating rating);
    void unsureToggled();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    int ratingsWidth() const;
    void drawCell(QPainter& painter, Rating rating) const;
    void drawUnsure(QPainter& painter) const;

    bool m_with_doubt;
    State m_state;
    Caps m_caps{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")};
};

/// "−", "0", "+".
QString signOf(Rating rating);
/// "wrong", "neutral", "right".
QString wordOf(Rating rating);

} // namespace stepmark::ui
