// SPDX-License-Identifier: GPL-3.0-or-later
//
// A linear classifier of any number of classes on rows that do not change: multinomial logistic regression
// (linear_fit_p.h), its L2 penalty chosen on validation rows.
//
// n: rows, H: their width, C: classes.
//
// Thread rule: as train.h.
#pragma once

#include "model/domain/ids.h"
#include "model/learning/train.h"
#include "model/run/progress.h"

#include <ATen/ATen.h>

#include <cstdint>
#include <stop_token>
#include <vector>

namespace stepmark {

struct HeadRows {
    std::vector<float> x;          ///< [n, H]
    std::vector<std::int64_t> y;   ///< [n] class, from 0
    std::vector<ProblemId> groups; ///< [n] problem, for figures within one

    at::Tensor features(std::int64_t width) const; ///< [n, H]
    at::Tensor classes() const;                    ///< [n]
};

struct HeadData {
    HeadRows train, validation;
};

struct HeadOptions {
    std::int64_t width = 0;   ///< H
    std::int64_t classes = 2; ///< C
    bool class_weights = false;
    bool bias = true; ///< without: it is zero
};

struct HeadResult {
    TrainReport report; ///< its fits, skipped steps and one epoch are set; the AUC is of class 0 against the others
    at::Tensor weight;  ///< [C, H] float32; undefined where no fit was finite
    at::Tensor bias;    ///< [C]
    double penalty = 0; ///< the L2 penalty chosen, on standardised rows
    std::int64_t layer = 0; ///< of the base that the rows were read after, from 1; 0: whoever fits knows of none
};

/// Fits with falling penalties until validation gets worse. A fit that is not finite is skipped.
HeadResult fitHead(const HeadData& data, const HeadOptions& options, const std::stop_token& stop,
                   ProgressThrottle& throttle);

} // namespace stepmark
