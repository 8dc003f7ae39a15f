// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "model/domain/step_scores.h"
#include "ui/label/label_task.h"

#include <optional>
#include <vector>

namespace stepmark::ui {

/// What the model thinks of a whole solution. A plain value.
struct Opinion {
    std::vector<double> first_error; ///< P(the first error is step t), then P(no error)
    FirstErrorGuess guess;           ///< the likeliest of them
};

/// nullopt where a step has no score, or no opinion may be shown.
std::optional<Opinion> opinionOn(const LabelTask& task);

} // namespace stepmark::ui
