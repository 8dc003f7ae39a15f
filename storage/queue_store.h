// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "model/domain/selection.h"
#include "storage/annotation_store.h"
#include "storage/project.h"

#include <span>
#include <vector>

namespace stepmark::storage {

enum class QueueState { Queued, Served, Done, Skipped };
const char* toText(QueueState state); ///< "queued", "served", "done", "skipped"

struct QueueItem {
    QueueItemId id = 0;
    RoundId round = 0;
    SolutionId solution = 0;
    std::int64_t position = 0; ///< 0-based within the round
    std::string reason;        ///< "convincing wrong answer", ...
    Purpose purpose = Purpose::Label;
    QueueState state = QueueState::Queued;
    LabelerId labeler = 0; ///< whom it was served to, 0 for nobody
    std::string served_at; ///< ISO 8601, UTC; empty while queued
};

/// Table queue_item. Thread rule: that of its Project.
class QueueStore {
public:
    explicit QueueStore(Project& project);

    /// Appends to a round's queue, in order. One transaction.
    void add(RoundId round, std::span<const Selected> selected, Purpose purpose = Purpose::Label);
    /// What this labeler should label next, and marks it served to them, so that nobody else gets it. First what they
    /// left unfinished, then the newest round's queue in order. nullopt: the queue is empty.
    std::optional<QueueItem> next(LabelerId labeler);
    /// The items after that, without serving them: for loading ahead.
    std::vector<QueueItem> upcoming(LabelerId labeler, std::int64_t limit) const;
    void setState(QueueItemId id, QueueState state);
    /// Items served before `before` (ISO 8601) and not finished go back into the queue; returns how many.
    std::int64_t releaseServed(const std::string& before);
    std::optional<QueueItem> find(QueueItemId id) const;
    std::vector<QueueItem> list(RoundId round) const; ///< by position
    /// Items still to be labelled: queued or served.
    std::int64_t open() const;

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
