// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/review_view.h"

#include <QAbstractListModel>
#include <QTimer>

#include <set>
#include <unordered_map>
#include <vector>

namespace stepmark::ui {

/// The items of a batch that pass the filter, in order, with what has been decided since. Holds no texts but those of
/// rows that were painted: those are asked for in groups by textsWanted() and answered by setTexts(). "Index" is an
/// item's place in the batch, "row" its place in the list. Main thread only.
class ReviewList : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { DetailRole = Qt::UserRole + 1, SettledRole, KindRole };

    explicit ReviewList(QObject* parent = nullptr);

    void setBatch(ReviewBatch batch);
    void setFilter(const ReviewFilter& filter);
    const ReviewFilter& filter() const { return m_filter; }
    const ReviewBatch& batch() const { return m_batch; }
    const ReviewItem& item(int index) const { return m_batch.items[static_cast<std::size_t>(index)]; }

    int indexAt(int row) const; ///< -1 where there is no such row
    int rowOf(int index) const; ///< -1 where the filter hides it
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    /// Open and all items of a kind (nullopt: of all kinds), whatever the filter.
    int openCount(std::optional<ReviewKind> kind = {}) const;
    int count(std::optional<ReviewKind> kind = {}) const;
    std::vector<std::int64_t> rounds() const; ///< that occur, ascending

    /// Notes a decision of this reviewer. With "open only" what it settles stays in the list until refilter().
    void decide(const Decision& decision);
    /// The rating that a step was settled with, if it was.
    std::optional<Rating> settledRating(StepId step) const;
    /// This reviewer's last standing decision that settles the item.
    std::optional<Decision> lastOn(int index) const;
    /// Takes back this reviewer's last standing decision on that step or pass; nullopt where there is none.
    std::optional<Decision> takeBack(StepId step, AnnotationId annotation);
    /// Applies the filter anew.
    void refilter();

    void setTexts(const std::map<int, QString>& texts);

Q_SIGNALS:
    void textsWanted(const std::vector<int>& indexes);

private:
    bool passes(const ReviewItem& item) const;
    void sort();
    void askForTexts();
    void settleAgain(const Decision& about);
    void readRatings();

    ReviewBatch m_batch;
    ReviewFilter m_filter;
    std::vector<int> m_rows;                      ///< index of each row
    std::unordered_map<StepId, Rating> m_settled; ///< of the standing decisions
    std::unordered_map<int, QString> m_texts;
    mutable std::set<int> m_missing;
    mutable QTimer m_ask; ///< collects the rows of one painting
};

} // namespace stepmark::ui
