// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/review_view.h"

#include <QWidget>

#include <vector>

class QScrollArea;

namespace stepmark::ui {

class PlainLabel;
class ReviewStepRow;
class TextBlock;

/// An item in its context: why it is here, the problem, the solution's steps with everybody's marks, the notes and what
/// was decided so far. Rows are kept and filled anew for each item. Main thread only.
class ReviewContextView : public QWidget {
    Q_OBJECT
public:
    explicit ReviewContextView(QWidget* parent = nullptr);

    void setContext(const ReviewContext& context, const ReviewItem& item, const QString& reason);
    void setCurrent(int step);
    int current() const { return m_current; }
    int rowCount() const { return static_cast<int>(m_context.steps.size()); }
    ReviewStepRow* row(int step) const { return m_rows[static_cast<std::size_t>(step)]; }
    const ReviewContext& context() const { return m_context; }
    QString reason() const;
    void setReferenceShown(bool shown);
    void scrollPages(int pages);
    /// Selected source text of the problem or a step.
    QString selectedText() const;

Q_SIGNALS:
    void chosen(int step, stepmark::Rating rating);
    void pointedAt(int step);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QString answersText() const;
    QString wordsText() const;
    void paintHeads();
    void layOut();
    void scrollToCurrent();

    ReviewContext m_context;
    int m_current = 0;
    int m_question = -1; ///< the step that the item is about
    bool m_reference = false;
    PlainLabel* m_reason = nullptr;
    QScrollArea* m_area = nullptr;
    QWidget* m_column = nullptr;
    PlainLabel* m_problem_caption = nullptr;
    TextBlock* m_problem = nullptr;
    TextBlock* m_answers = nullptr;
    PlainLabel* m_steps_caption = nullptr;
    std::vector<PlainLabel*> m_heads; ///< one a labeler's column, then the settled one's
    std::vector<ReviewStepRow*> m_rows;
    TextBlock* m_words = nullptr; ///< notes and history
};

} // namespace stepmark::ui
