// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/rating.h"
#include "model/run/layout.h"

#include <optional>
#include <vector>

namespace stepmark {

/// What the user says of a checkpoint. A plain value: any thread.
struct ReadingChoice {
    std::optional<Layout> layout;
    std::vector<Rating> classes; ///< what its classes 0, 1, ... mean

    bool operator==(const ReadingChoice&) const = default;
};

} // namespace stepmark
