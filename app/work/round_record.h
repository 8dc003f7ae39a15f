// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is kept of a round under way.
#pragma once

#include "app/work/round.h"
#include "model/domain/ids.h"

namespace stepmark::work {

/// A round under way, as it lies in the project until it is done.
struct RoundRecord {
    RoundRequest request; ///< paths absolute
    std::int64_t number = 1;
    RoundId round = 0;            ///< once it has queued
    std::optional<bool> trains;   ///< a round for people: whether there were new ratings when it began
    std::string ratings;          ///< fingerprint of the ratings when training began
    bool orm_begun = false;       ///< the outcome model's training
    Json stages = Json::array();  ///< finished: name, seconds, result
    Json result = Json::object(); ///< what is known of the round's result

    void save(storage::Project& project) const;
    /// nullopt where there is none. Throws Error where it cannot be read.
    static std::optional<RoundRecord> load(const storage::Project& project);
    static void clear(storage::Project& project);
};

/// Everything that was chosen, for the record and to compare two requests by.
Json toJson(const RoundRequest& request);
/// Throws Error for what toJson() would not write.
RoundRequest roundRequestFromJson(const Json& json);

/// With absolute paths. Throws Error where a base that is named is no Hugging Face folder.
RoundRequest checked(RoundRequest request);

} // namespace stepmark::work
