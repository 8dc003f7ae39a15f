// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is kept of a round under way. The thread that opened the project.
#pragma once

#include "app/work/round.h"
#include "model/domain/ids.h"
#include "model/run/evaluate_spec.h"
#include "model/run/round_course.h"

#include <vector>

namespace stepmark::work {

/// A round under way, as it lies in the project until it is done.
struct RoundRecord {
    RoundSpec spec; ///< paths absolute
    std::int64_t number = 0;
    RoundId round = 0;
    RoundCourse course;

    void save(storage::Project& project) const;
    /// nullopt where there is none. Throws Error where it cannot be read.
    static std::optional<RoundRecord> load(storage::Project& project);
};

/// The plan of a round whose row, choices and folders are there: a node a part, each on the one before it, because what
/// fails ends the round. What they read is the round itself, in which people go on labelling: what has been done for it
/// is done.
Plan planOf(const RoundRecord& record, const std::vector<Part>& parts);

/// With absolute paths. Throws Error where a base that is named is no Hugging Face folder.
RoundSpec checked(RoundSpec spec);
/// The same with what is used where nothing was chosen: the shipped base and generator.
RoundSpec resolved(const RoundSpec& spec);

/// What its process reward model is trained with, and its outcome model.
TrainOptions prmOptions(const RoundSpec& spec);
TrainOptions ormOptions(const RoundSpec& spec);
/// How what it has trained is evaluated.
EvaluateSpec evaluateSpec(const RoundSpec& spec);

/// Where a round with that folder puts its outcome model.
std::filesystem::path outcomeFolder(const std::filesystem::path& out);

} // namespace stepmark::work
