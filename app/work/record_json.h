// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every result says of how it came about.
#pragma once

#include "app/work/work.h"
#include "model/domain/training_record.h"
#include "model/learning/computed.h"

namespace stepmark::work {

/// precision, device, threads, processor; by what products were multiplied (products, products_note) and what that was
/// chosen by (measured: by, gflops, error, right).
Json toJson(const Computed& computed);
/// The last three in words, for the job's log.
void tellProducts(const Work& work, const Computed& computed);
/// The same, each null: what scores were computed with that came from a file, or from before this was kept.
Json nothingComputed();

/// negative, neutral, positive; null where they are not known.
Json toJson(const std::optional<RatingCounts>& ratings);

/// problems, validation_problems, labels (spent on the model, as evaluations and rounds tell it), labels_by_sign,
/// validation_ratings; null where it learns from answers.
Json toJson(const TrainedOn& seen);

} // namespace stepmark::work
