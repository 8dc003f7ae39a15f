// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/review_list.h"

#include "ui/review/review_text.h"

#include <algorithm>

namespace stepmark::ui {

namespace {
constexpr std::size_t kTextsKept = 4000; ///< snippets; beyond that the list starts to collect anew
}

ReviewList::ReviewList(QObject* parent)
    : QAbstractListModel(parent) {
    m_ask.setSingleShot(true);
    m_ask.setInterval(0);
    connect(&m_ask, &QTimer::timeout, this, &ReviewList::askForTexts);
}

void ReviewList::setBatch(ReviewBatch batch) {
    beginResetModel();
    m_batch = std::move(batch);
    m_texts.clear();
    m_missing.clear();
    readRatings();
    sort();
    endResetModel();
}

void ReviewList::setFilter(const ReviewFilter& filter) {
    beginResetModel();
    m_filter = filter;
    sort();
    endResetModel();
}

void ReviewList::refilter() { setFilter(m_filter); }

bool ReviewList::passes(const ReviewItem& item) const {
    return (!m_filter.kind || item.kind == *m_filter.kind) &&
           (m_filter.labeler == 0 || item.labeler == m_filter.labeler) &&
           (m_filter.round < 0 || item.round == m_filter.round) && (!m_filter.open_only || !item.settled);
}

void ReviewList::sort() {
    m_rows.clear();
    for (std::size_t i = 0; i < m_batch.items.size(); ++i)
        if (passes(m_batch.items[i]))
            m_rows.push_back(static_cast<int>(i)); // the batch is by kind, likely errors first
    if (m_filter.order == ReviewFilter::Order::LikelyErrors)
        return;
    const bool by_round = m_filter.order == ReviewFilter::Order::NewestRound;
    std::stable_sort(m_rows.begin(), m_rows.end(), [&](int a, int b) {
        return by_round ? item(a).round > item(b).round : item(a).solution < item(b).solution;
    });
}

int ReviewList::indexAt(int row) const {
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? m_rows[static_cast<std::size_t>(row)] : -1;
}

int ReviewList::rowOf(int index) const {
    const auto place = std::find(m_rows.begin(), m_rows.end(), index);
    return place == m_rows.end() ? -1 : static_cast<int>(place - m_rows.begin());
}

int ReviewList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ReviewList::data(const QModelIndex& index, int role) const {
    const int place = index.isValid() ? indexAt(index.row()) : -1;
    if (place < 0)
        return {};
    switch (role) {
    case Qt::DisplayRole: {
        const auto text = m_texts.find(place);
        if (text != m_texts.end())
            return text->second;
        m_missing.insert(place);
        m_ask.start();
        return QStringLiteral("…");
    }
    case Qt::AccessibleTextRole:
        return kindText(item(place).kind) + QStringLiteral(", ") + itemText(item(place), m_batch.names);
    case DetailRole:
        return itemText(item(place), m_batch.names);
    case SettledRole:
        return item(place).settled;
    case KindRole:
        return static_cast<int>(item(place).kind);
    default:
        return {};
    }
}

void ReviewList::askForTexts() {
    if (m_missing.empty())
        return;
    const std::vector<int> wanted(m_missing.begin(), m_missing.end());
    m_missing.clear();
    Q_EMIT textsWanted(wanted);
}

void ReviewList::setTexts(const std::map<int, QString>& texts) {
    if (m_texts.size() > kTextsKept)
        m_texts.clear();
    for (const auto& [index, text] : texts)
        m_texts[index] = text;
    if (!m_rows.empty())
        Q_EMIT dataChanged(createIndex(0, 0), createIndex(rowCount() - 1, 0), {Qt::DisplayRole});
}

int ReviewList::openCount(std::optional<ReviewKind> kind) const {
    return static_cast<int>(std::count_if(m_batch.items.begin(), m_batch.items.end(), [&](const ReviewItem& one) {
        return !one.settled && (!kind || one.kind == *kind);
    }));
}

int ReviewList::count(std::optional<ReviewKind> kind) const {
    return static_cast<int>(std::count_if(m_batch.items.begin(), m_batch.items.end(),
                                          [&](const ReviewItem& one) { return !kind || one.kind == *kind; }));
}

std::vector<std::int64_t> ReviewList::rounds() const {
    std::set<std::int64_t> rounds;
    for (const ReviewItem& one : m_batch.items)
        rounds.insert(one.round);
    return {rounds.begin(), rounds.end()};
}

void ReviewList::decide(const Decision& decision) {
    m_batch.standing.push_back(decision);
    settleAgain(decision);
}

std::optional<Decision> ReviewList::takeBack(StepId step, AnnotationId annotation) {
    const auto place = std::find_if(m_batch.standing.rbegin(), m_batch.standing.rend(), [&](const Decision& one) {
        return one.reviewer == m_batch.reviewer && one.step == step && one.annotation == annotation;
    });
    if (place == m_batch.standing.rend())
        return std::nullopt;
    const Decision decision = *place;
    m_batch.standing.erase(std::next(place).base());
    settleAgain(decision);
    return decision;
}

std::optional<Rating> ReviewList::settledRating(StepId step) const {
    const auto rating = m_settled.find(step);
    return rating == m_settled.end() ? std::nullopt : std::optional(rating->second);
}

std::optional<Decision> ReviewList::lastOn(int index) const {
    for (auto one = m_batch.standing.rbegin(); one != m_batch.standing.rend(); ++one)
        if (one->reviewer == m_batch.reviewer && Settlements(std::span(&*one, 1)).settles(item(index)))
            return *one;
    return std::nullopt;
}

void ReviewList::readRatings() {
    m_settled.clear();
    for (const Decision& decision : m_batch.standing)
        if (decision.rating)
            m_settled[decision.step] = *decision.rating;
}

/// Looks anew at the items that a decision is about.
void ReviewList::settleAgain(const Decision& about) {
    readRatings();
    const Settlements touched(std::span(&about, 1));
    const Settlements all(m_batch.standing);
    for (ReviewItem& one : m_batch.items)
        if (touched.settles(one))
            one.settled = all.settles(one);
    if (!m_rows.empty())
        Q_EMIT dataChanged(createIndex(0, 0), createIndex(rowCount() - 1, 0), {SettledRole});
}

} // namespace stepmark::ui
