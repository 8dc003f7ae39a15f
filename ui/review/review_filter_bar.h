// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/review_view.h"

#include <QWidget>

#include <vector>

namespace stepmark::ui {

class ChoiceField;
class ReviewList;

/// What the review list shows and in which order. Main thread only.
class ReviewFilterBar : public QWidget {
    Q_OBJECT
public:
    explicit ReviewFilterBar(QWidget* parent = nullptr);

    /// Fills labelers, rounds and counts from the list; what was chosen stays chosen where it still exists.
    void fill(const ReviewList& list);
    /// Only the counts.
    void recount(const ReviewList& list);
    ReviewFilter filter() const;

Q_SIGNALS:
    void changed(const stepmark::ui::ReviewFilter& filter);
    void left(); ///< a choice has been made, or Escape was pressed: the keyboard is free

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    ChoiceField* add(const QString& name);
    void emitChanged();

    ChoiceField* m_kind = nullptr;
    ChoiceField* m_labeler = nullptr;
    ChoiceField* m_round = nullptr;
    ChoiceField* m_state = nullptr;
    ChoiceField* m_order = nullptr;
    bool m_filling = false;
};

} // namespace stepmark::ui
