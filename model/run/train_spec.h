// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run/train_options.h"

namespace stepmark {

/// What `stepmarkctl train` is asked for. A plain value: any thread.
struct TrainSpec {
    TrainOptions options;
    int per_problem = 0; ///< ORM and generator: solutions a problem, drawn uniformly; 0: all
    int problems = 0;    ///< PRM: only so many problems, drawn by seed; 0: all

    bool operator==(const TrainSpec&) const = default;
};

} // namespace stepmark
