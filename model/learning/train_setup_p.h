// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a training begins with, and its plan as well: the base opened, every option decided, the trainer made of them.
//
// Thread rule: as train.h.
#pragma once

#include "model/base/model_folder.h"
#include "model/learning/compute_p.h"
#include "model/learning/reading_p.h"
#include "model/learning/supervision_p.h"
#include "model/learning/train.h"
#include "model/learning/training_core_p.h"
#include "model/tokenizer/tokenizer.h"

#include <stop_token>
#include <string>
#include <vector>

namespace stepmark {

/// The base, opened, with everything that is decided by it.
struct TrainSetup {
    ModelFolder folder;
    Tokenizer tokenizer;
    TrainOptions options;
    Compute compute;
    ExampleOptions examples;
    Reading reading; ///< of the base; without classes where training does not go on from its head
};

/// Throws Error for options that make no sense and for a base that cannot be trained with them.
TrainSetup setUp(TrainOptions options, TrainKind kind);

/// What the classes of a head are called, in the order of its rows; a generator has none.
std::vector<std::string> classNames(TrainKind kind);

/// The base's weights with a head of the kind's.
TrainingCore makeCore(const TrainSetup& setup, const std::stop_token& stop);

} // namespace stepmark
