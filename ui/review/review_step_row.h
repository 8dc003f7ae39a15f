// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/review_view.h"

#include <QWidget>

class QPainter;

namespace stepmark::ui {

class RatingBar;
class TextBlock;

/// One step under review: number, text, each labeler's mark in a column of its own (below the text where there is no
/// room beside it), the model's opinion, and the settled mark, which a click sets. Main thread only.
class ReviewStepRow : public QWidget {
    Q_OBJECT
public:
    static constexpr int kMostColumns = 5; ///< labelers beyond that stand below the text

    explicit ReviewStepRow(QWidget* parent = nullptr);

    /// `index` 0-based.
    void setStep(int index, const ReviewStep& step, const QStringList& labelers);
    void setCurrent(bool current, bool in_question);
    TextBlock* textBlock() const { return m_text; }
    RatingBar* ratingBar() const { return m_bar; }
    int heightFor(int width) const;
    void layOut();

    static int columnWidth();
    /// Left edge of a labeler's column in a row of that width.
    static int columnLeft(int column, int columns, int width);

Q_SIGNALS:
    void chosen(int index, stepmark::Rating rating);
    void pointedAt(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    int columns() const;
    int besideMarks(int width) const;
    bool isStacked(int width) const;
    int textWidth(int width) const;
    int underLines() const;
    QString foldedText() const;
    void drawMarks(QPainter& painter) const;
    void drawUnder(QPainter& painter) const;

    int m_index = 0;
    bool m_current = false;
    bool m_in_question = false;
    ReviewStep m_step;
    QStringList m_labelers;
    TextBlock* m_text = nullptr;
    RatingBar* m_bar = nullptr;
};

} // namespace stepmark::ui
