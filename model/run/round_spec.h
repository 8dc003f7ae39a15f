// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a round is asked to be: filled in by the form and by the command line, sent to the worker, kept with the round.
// spec_fields.h says how it is written.
//
// Thread rule: plain values.
#pragma once

#include "model/domain/assignment.h"
#include "model/domain/step_scores.h"
#include "model/run/train_options.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace stepmark {

/// A program that labels as a person would.
struct LabelerSpec {
    bool oracle = false;          ///< the built-in sample's oracle
    std::filesystem::path scores; ///< instead: step scores of a stronger model, a file or a score source by its name
    double threshold = 0.5;       ///< a step scored below it is negative, otherwise positive
    std::string name;             ///< of their own; empty: by what they judge
    bool as_person = false;       ///< counted as a person: screened, given gold, compared with others; to rehearse
    double error_rate = 0;        ///< share of the steps that they get wrong, to try agreement and quality control out
    std::uint64_t seed = 0;       ///< of the errors

    bool operator==(const LabelerSpec&) const = default;
};

struct RoundSpec {
    SelectionOptions selection; ///< its seed is the seed of the whole round
    ControlOptions control;     ///< overlap between labelers, gold items
    ScoreRule rule = ScoreRule::Product;
    NeutralPolicy neutral = NeutralPolicy::AsPositive;
    int samples = 0;                    ///< new candidates a problem to generate first; 0: the pool as it is
    std::filesystem::path generator;    ///< empty: the shipped one
    TrainOptions train;                 ///< base empty: the shipped one; out empty: PROJECT.models/round-N, or the
                                        ///< next free name
    bool orm = false;                   ///< trains an outcome model on the same base as well, to compare with
    std::optional<LabelerSpec> labeler; ///< nullopt: people

    bool operator==(const RoundSpec&) const = default;
};

} // namespace stepmark
