// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Burns et al. 2023 say of weak-to-strong generalization, beside what studies here have found. Pure functions: any
// thread.
#pragma once

#include "model/run/study_results.h"
#include "model/tasks/task.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark::work {

enum class Verdict {
    Reproduced,
    NotReproduced,
    Holds,       ///< of what nobody has published
    DoesNotHold, ///< the same
    CannotTell,
    NotTried
};
/// "reproduced", "not_reproduced", "holds", "does_not_hold", "cannot_tell", "not_tried"
std::string_view toText(Verdict verdict);

struct Claim {
    std::string code;  ///< for programs: "nlp_naive"
    std::string what;  ///< in a sentence
    std::string paper; ///< its figure; empty: nobody has published one
    std::string ours;  ///< ours, in words; empty: not tried
    std::optional<double> value;
    Verdict verdict = Verdict::NotTried;
    std::string why; ///< what limits it
};

/// A study with what it was of.
struct ReproducedStudy {
    TaskKind kind = TaskKind::Classification;
    bool tuned = false; ///< the ladder had read the task's text before
    Study study;
    bool half = false; ///< of half of the rows only: to see what rows are worth (limits.h), of no claim
};

/// In the order of the paper; every claim is among them, whatever was tried.
std::vector<Claim> claimsOf(std::span<const ReproducedStudy> studies);

} // namespace stepmark::work
