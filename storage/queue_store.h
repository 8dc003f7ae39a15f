// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/assignment.h"
#include "model/domain/ids.h"
#include "storage/annotation_store.h"
#include "storage/project.h"

#include <set>
#include <span>
#include <vector>

namespace stepmark::storage {

enum class QueueState { Queued, Served, Done, Skipped };
const char* toText(QueueState state); ///< "queued", "served", "done", "skipped"

struct QueueItem {
    QueueItemId id = 0;
    RoundId round = 0; ///< 0 for a screening item
    SolutionId solution = 0;
    std::int64_t position = 0; ///< 0-based within the round or the screening; overlap copies and gold items share one
    std::optional<QueueReason> reason; ///< nullopt: nobody says, as of a screening item
    Purpose purpose = Purpose::Label;
    QueueState state = QueueState::Queued;
    LabelerId labeler = 0;         ///< whom it was served to, 0 for nobody
    std::string served_at;         ///< ISO 8601, UTC; empty while queued
    LabelerId reserved_for = 0;    ///< gold and screening items: nobody else gets it; 0: whoever comes first
    bool opinion_withheld = false; ///< the model's opinion stays hidden whatever the labeler asks
};

/// How far one labeler is.
struct QueueProgress {
    std::int64_t done = 0; ///< labelled or skipped by them
    std::int64_t open = 0; ///< what there still is for them
};

/// Table queue_item. Thread rule: that of its Project.
class QueueStore {
public:
    explicit QueueStore(Project& project);

    /// Appends to a round's queue, in order, as many copies of a solution as it has labelers. One transaction.
    void add(RoundId round, std::span<const PlannedItem> planned);
    /// The same without overlap.
    void add(RoundId round, std::span<const Selected> selected);
    /// An item for one labeler alone: gold at a place of a round's queue, or screening (round 0).
    QueueItemId addReserved(const QueueItem& item);

    /// What this labeler should label next, and marks it served to them, so that nobody else gets it. First what they
    /// left unfinished, then the newest round's queue in order, with the gold items meant for them; never a solution
    /// that they have had before. In screening: screening items only. nullopt: there is nothing for them, or they are
    /// paused or rejected.
    std::optional<QueueItem> next(LabelerId labeler);
    /// What next() would give, one after the other.
    std::vector<QueueItem> available(LabelerId labeler, std::int64_t limit) const;
    /// The items after the one on screen, without serving them: for loading ahead.
    std::vector<QueueItem> upcoming(LabelerId labeler, std::int64_t limit) const;
    /// Marks this very item served; false where it is no longer there for them.
    bool serve(QueueItemId id, LabelerId labeler);
    /// Of one round; 0: of the screening.
    QueueProgress progress(RoundId round, LabelerId labeler) const;
    void setState(QueueItemId id, QueueState state);
    /// Items served before `before` (ISO 8601) and not finished go back into the queue; returns how many.
    std::int64_t releaseServed(const std::string& before);
    std::optional<QueueItem> find(QueueItemId id) const;
    /// The newest item of that solution that is still to be labelled.
    std::optional<QueueItem> openItem(SolutionId solution) const;
    std::vector<QueueItem> list(RoundId round) const; ///< by position, without the gold items mixed in
    /// Place of the last item of a round's queue, -1 where there is none. Quick at any length: the window asks every
    /// second whether a queue has grown.
    std::int64_t lastPosition(RoundId round) const;
    /// What this labeler finished or skipped last, leaving out `exclude`: screening items while they are in screening,
    /// others afterwards.
    std::optional<QueueItem> lastLeft(LabelerId labeler, const std::set<QueueItemId>& exclude) const;
    /// Items labelled, of all rounds.
    std::int64_t labelled() const;
    /// Items still to be labelled: queued or served.
    std::int64_t open() const;

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
