// SPDX-License-Identifier: GPL-3.0-or-later
//
// All that a training is given, whatever is trained.
//
// Thread rule: plain values; the functions compute for long on the thread that calls them.
#pragma once

#include "model/learning/train.h"
#include "model/run/train_spec.h"

#include <vector>

namespace stepmark {

struct TrainingData {
    TrainSpec spec;                    ///< as it was decided for these
    std::vector<LabelledTree> rated;   ///< kind prm
    std::vector<OutcomeTree> outcomes; ///< kinds orm and generator
};

/// trainPrm, trainOrm or trainGenerator, with their errors.
TrainReport trainOn(const TrainingData& data, std::stop_token stop = {}, ProgressSink progress = {});
/// planPrm, planOrm or planGenerator.
TrainPlan planOn(const TrainingData& data, std::stop_token stop = {});

} // namespace stepmark
