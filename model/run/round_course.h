// SPDX-License-Identifier: GPL-3.0-or-later
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/run/plan.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace stepmark {

/// What a round will do, settled when it begins and kept with it until it is done: what the project holds when it is
/// gone on with (the round's own model, say) changes nothing of it. What has been done of it lies under the identities
/// of its plan (storage/artifact_store.h).
struct RoundCourse {
    Plan plan;                     ///< each node stands on the one before it
    std::filesystem::path chooser; ///< checkpoint that scores before the queue is made; empty: none
    std::filesystem::path out;     ///< of the PRM; where an outcome model is trained, it goes to OUT-orm
    std::string saved_at;          ///< ISO 8601, UTC
};

/// The text of the column `record`.
std::string toText(const RoundCourse& course);
/// Throws Error for what is none.
RoundCourse roundCourseFromText(std::string_view text);

} // namespace stepmark
