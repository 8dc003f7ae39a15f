// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a reviewer needs: how far labelers agree, what is worth a second look, and the last word. No libtorch, no
// command line: whoever has a project open can run them, on the thread that opened it.
#pragma once

#include "app/work/work.h"
#include "model/domain/agreement.h"
#include "model/domain/review.h"

#include <cstdint>
#include <optional>
#include <string>

namespace stepmark::work {

/// Over steps and over first errors. Results: step_agreement, first_error_agreement (units, judgements, percent,
/// cohen_kappa, fleiss_kappa, krippendorff_alpha, pairs, rounds, weeks; undefined figures are null), replicates, seed.
Json agreement(Work& work, const Bootstrap& bootstrap);

struct ReviewRequest {
    std::optional<ReviewKind> kind; ///< nullopt: of every kind
    std::int64_t limit = 50;        ///< at most so many items
    bool settled_too = false;
};

/// Likely errors first. Results: open, settled (counts by kind), items (with `said`: who says what of the step).
Json listReview(Work& work, const ReviewRequest& request);

/// Stores the decision as that of the reviewer of this name, or (verdict Withdraw) takes their last one on the same
/// step or pass back. Results: decision, verdict; or withdrawn; of a step also what it does to the labels: overridden
/// (ratings of the step that say otherwise), labels_out and labels_in (of later steps, trained on no more or again),
/// notes. Error where there is none to be taken back, or the project refuses it.
Json settle(Work& work, const std::string& reviewer, Decision decision);

} // namespace stepmark::work
