// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/project.h"

namespace stepmark::storage {

/// What waits for a reviewer, by kind, as ReviewScan finds it; what a model is against takes the whole scan and is not
/// among it.
struct OpenItems {
    std::int64_t flags = 0;
    std::int64_t disagreements = 0;
    std::int64_t quality_control = 0;
    std::int64_t two_opinions = 0; ///< of the disagreements: steps that one labeler says two things of
};
/// Thread rule: that of the Project.
OpenItems openItems(Project& project);

} // namespace stepmark::storage
