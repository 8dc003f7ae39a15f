// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/project.h"

namespace stepmark::storage {

/// What `stepmarkctl status` shows.
struct Counts {
    std::int64_t problems = 0;
    std::int64_t steps = 0;
    std::int64_t solutions = 0;
    std::int64_t ratings = 0; ///< events with a rating
    std::int64_t annotations = 0;
    std::int64_t labelers = 0;
    std::int64_t rounds = 0;
    std::int64_t queued = 0; ///< queue items not yet labelled
    std::int64_t jobs = 0;
    std::int64_t models = 0;
};
Counts counts(Project& project);

} // namespace stepmark::storage
