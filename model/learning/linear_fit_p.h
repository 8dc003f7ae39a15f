// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linear heads on rows that do not change, fitted to the optimum of any smooth loss of their logits plus an L2 penalty.
// Rows are standardised, and what comes out takes rows as they came.
//
// Hidden states are far from round: a few directions have nearly all of the spread, and L-BFGS needs hundreds of passes
// over the rows for the others. So it works on the principal axes, each scaled by what the loss's curvature and the
// penalty are there (Boehning 1992 bounds the curvature of a multinomial fit by the rows' second moments): the problem
// is nearly round then, and a dozen passes do. The optimum is the same.
//
// n: rows, H: their width, C: outputs.
//
// Thread rule: as train.h.
#pragma once

#include <ATen/ATen.h>

#include <functional>
#include <stop_token>

namespace stepmark {

/// A loss of logits [n, C] float32: the mean over whatever it counts, and its gradient there in `d_logits`, [n, C].
using LogitLoss = std::function<double(const at::Tensor& logits, at::Tensor& d_logits)>;

/// Cross entropy with soft targets [n, C] that sum to each row's share of the mean (all of them to 1).
LogitLoss crossEntropyTo(const at::Tensor& targets);

struct LinearHead {
    at::Tensor weight; ///< [C, H] float32
    at::Tensor bias;   ///< [C]

    at::Tensor logits(const at::Tensor& rows) const { return at::linear(rows, weight, bias); } ///< [n, H] -> [n, C]
    bool isFinite() const;
};

class LinearFit {
public:
    struct Options {
        std::int64_t outputs = 2;
        bool bias = true;    ///< without: what shifts all logits of a row's rivals alike says nothing
        bool centred = true; ///< without: the rows are scaled where they lie, and with no bias either the head has none
    };
    /// `rows` [n, H] float32 with shares [n] of the whole, which sum to 1: what a row weighs.
    LinearFit(const at::Tensor& rows, const at::Tensor& shares, const Options& options);

    /// The minimum of loss + penalty / 2 |W|^2, W for standardised rows. Begins at the last fit's, from zero after
    /// restart(). Throws Cancelled.
    LinearHead fit(const LogitLoss& loss, double penalty, const std::stop_token& stop);
    void restart();
    /// Of the rows, by the last fit: [n, C].
    at::Tensor logits() const;

private:
    at::Tensor scales(double penalty) const; ///< [H] of the axes
    LinearHead head() const;

    Options m_options;
    at::Tensor m_mean, m_deviation; ///< [H] each, of the rows as they came
    at::Tensor m_axes;              ///< [H, H] principal axes in columns
    at::Tensor m_spread;            ///< [H] second moment along each
    at::Tensor m_rows;              ///< [n, H] along the axes
    at::Tensor m_weight, m_bias;    ///< [C, H] along the axes, [C]: the last fit
};

} // namespace stepmark
