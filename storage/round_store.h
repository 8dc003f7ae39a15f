// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "model/domain/selection.h"
#include "storage/project.h"

#include <vector>

namespace stepmark::storage {

/// How far the table says a round has come; whether a worker is at one that was begun, the jobs say.
enum class RoundStage { Queued, Begun, Done, GivenUp };

/// Score, queue, label, train, evaluate: with what its queue was made of.
struct Round {
    RoundId id = 0;
    std::int64_t number = 0;      ///< 1, 2, ...; given by add()
    std::optional<SelectionStrategy> strategy; ///< nullopt: a word that is not known here
    std::int64_t count = 0;       ///< K, solutions queued
    double wrong_share = 0.8;     ///< the mix
    std::int64_t per_problem = 0; ///< 0: no cap
    std::uint64_t seed = 0;
    std::int64_t candidates = 0; ///< N, solutions to choose from
    ModelId model = 0;           ///< the PRM that scored them, 0 for none
    std::string config = "{}";   ///< JSON: all that was chosen, a spec (model/run/spec_json.h); {} of a queue by itself
    std::string created_at;      ///< ISO 8601, UTC; set by add() where empty
    double overlap_share = 0;    ///< of the queued solutions, given to `overlap_labelers` people each
    int overlap_labelers = 1;
    int gold_items = 0; ///< mixed into every labeler's queue
    RoundStage stage = RoundStage::Queued;
    std::string record; ///< JSON: how far one has come that is begun, written by the job that is at it; else empty
};

/// Table round. Thread rule: that of its Project.
class RoundStore {
public:
    explicit RoundStore(Project& project);
    /// Gives it the next number; returns it as stored.
    Round add(Round round);
    std::optional<Round> find(RoundId id) const;
    std::optional<Round> latest() const;
    std::optional<Round> latestQueued() const; ///< the newest with a queue
    bool hasLabels(RoundId id) const;          ///< somebody has labelled a solution of its queue
    std::vector<Round> list() const;           ///< by number
    /// What its queue was made of in the end.
    void setQueued(RoundId id, SelectionStrategy strategy, std::int64_t candidates, ModelId model);
    void setStage(RoundId id, RoundStage stage); ///< its record is dropped, unless it is begun
    void setRecord(RoundId id, const std::string& json);
    /// The newest that was begun and has not come to its end: what `stepmarkctl round --resume` goes on with.
    std::optional<Round> unfinished() const;

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
