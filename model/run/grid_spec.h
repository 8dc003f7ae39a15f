// SPDX-License-Identifier: GPL-3.0-or-later
//
// A grid of trainings: one spec, and fields of it that take several values each.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/run/train_spec.h"

#include <nlohmann/json.hpp>

#include <string_view>
#include <vector>

namespace stepmark {

/// One combination.
struct GridRun {
    TrainSpec spec;
    nlohmann::ordered_json over; ///< the values of the fields that vary, by their names
};

struct GridSpec {
    nlohmann::ordered_json train; ///< of every training
    nlohmann::ordered_json over;  ///< fields of it with lists of values
    std::vector<GridRun> runs;    ///< every combination, the last field varying the quickest
};

/// {"train": a TrainSpec as `train --spec` takes it, "over": {"seed": [1, 2], ...}}. Throws Error that names the key:
/// whatever a TrainSpec would refuse, a field without values or with one twice, folders (the grid gives them), and
/// another kind than a process reward model.
GridSpec gridFromText(std::string_view text);

} // namespace stepmark
