// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is kept of a round under way. The thread that opened the project.
#pragma once

#include "app/work/round.h"
#include "model/domain/ids.h"
#include "model/run/part.h"

#include <string>
#include <vector>

namespace stepmark::work {

/// A round under way, as it lies in the project until it is done. What it will do is settled when it begins and kept:
/// what the project holds when it is gone on with (its own model, say) changes nothing of it.
struct RoundRecord {
    RoundSpec spec; ///< paths absolute
    std::int64_t number = 0;
    RoundId round = 0;
    std::vector<Part> plan;        ///< all its stages, in order
    std::filesystem::path chooser; ///< checkpoint that scores before the queue is made; empty: none
    std::filesystem::path out;     ///< of the PRM; where an outcome model is trained, it goes to OUT-orm
    Json stages = Json::array();   ///< finished, the first of the plan: name, seconds, result

    /// The result of the last finished stage of that part; null where there is none.
    Json resultOf(Part part) const;
    void save(storage::Project& project) const;
    /// nullopt where there is none. Throws Error where it cannot be read.
    static std::optional<RoundRecord> load(storage::Project& project);
};

/// With absolute paths. Throws Error where a base that is named is no Hugging Face folder.
RoundSpec checked(RoundSpec spec);
/// The same with what is used where nothing was chosen: the shipped base and generator.
RoundSpec resolved(const RoundSpec& spec);

/// What its process reward model is trained with, and its outcome model.
TrainOptions prmOptions(const RoundSpec& spec);
TrainOptions ormOptions(const RoundSpec& spec);

} // namespace stepmark::work
