// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/label_task.h"
#include "ui/label/rating_bar.h"

#include <QWidget>

#include <optional>

class QFontMetrics;
class QPainter;

namespace stepmark::ui {

class TextBlock;

/// One step, or an alternative to it: number, text, mark (below the text where there is no room beside it). The current
/// one is raised, marked ones are coloured at the edge and signed, those behind the first error stand back. Nothing
/// moves when the state changes. Main thread only.
class StepRow : public QWidget {
    Q_OBJECT
public:
    struct State {
        std::optional<Rating> mark;
        bool unsure = false;
        bool current = false;
        bool focused = true; ///< the page has the keyboard
        bool ahead = false;  ///< not reached yet
        bool behind_error = false;
        bool opinion = false; ///< show the model's
        bool predicted = false;            ///< its likeliest first error
        std::optional<double> first_error; ///< its probability that the first error is here
        bool operator==(const State&) const = default;
    };

    explicit StepRow(QWidget* parent = nullptr);

    /// `row` as in LabelPass; `name` as numbered on the page: "3", or "3b" for an alternative.
    void setStep(int row, const QString& name, int count, const LabelStep& step);
    void setCaps(const RatingBar::Caps& caps) { m_bar->setCaps(caps); }
    void setState(const State& state);
    const State& state() const { return m_state; }
    TextBlock* textBlock() const { return m_text; }
    RatingBar* ratingBar() const { return m_bar; }
    int heightFor(int width) const;
    /// Places text and mark in the present size.
    void layOut();

Q_SIGNALS:
    void chosen(int row, stepmark::Rating rating);
    void unsureToggled(int row);
    void pointedAt(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    static bool isStacked(int width);
    int textWidth(int width) const;
    int underHeight() const;
    QString underText() const;
    QString opinionText(int room, const QFontMetrics& metrics) const;
    void drawUnder(QPainter& painter) const;
    void drawOpinion(QPainter& painter, const QRect& box) const;

    int m_row = 0;
    QString m_name;
    int m_count = 0;
    LabelStep m_step;
    State m_state;
    TextBlock* m_text = nullptr;
    RatingBar* m_bar = nullptr;
};

} // namespace stepmark::ui
