// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/label_task.h"

#include <QWidget>

#include <optional>

class QPainter;

namespace stepmark::ui {

class RatingBar;
class TextBlock;

/// One step: number, text, mark. The current one is raised, marked ones are coloured at the edge and signed, those
/// behind the first error stand back. Nothing moves when the state changes. Main thread only.
class StepRow : public QWidget {
    Q_OBJECT
public:
    struct State {
        std::optional<Rating> mark;
        bool current = false;
        bool focused = true; ///< the page has the keyboard
        bool ahead = false;  ///< not reached yet
        bool behind_error = false;
        bool opinion = false; ///< show the model's
        bool operator==(const State&) const = default;
    };

    explicit StepRow(QWidget* parent = nullptr);

    /// `index` 0-based.
    void setStep(int index, int count, const LabelStep& step);
    void setState(const State& state);
    const State& state() const { return m_state; }
    TextBlock* textBlock() const { return m_text; }
    RatingBar* ratingBar() const { return m_bar; }
    int heightFor(int width) const;
    /// Places text and mark in the present size.
    void layOut();

Q_SIGNALS:
    void chosen(int index, stepmark::Rating rating);
    void pointedAt(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    int textWidth(int width) const;
    int underHeight() const;
    QString underText() const;
    void drawUnder(QPainter& painter) const;

    int m_index = 0;
    int m_count = 0;
    LabelStep m_step;
    State m_state;
    TextBlock* m_text = nullptr;
    RatingBar* m_bar = nullptr;
};

} // namespace stepmark::ui
