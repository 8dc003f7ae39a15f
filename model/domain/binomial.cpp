// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/binomial.h"

#include <cmath>

namespace stepmark {

namespace {

/// P(X >= successes) for X binomial with share p. Summed from logarithms, so that many trials do not underflow.
double upperTail(std::int64_t successes, std::int64_t trials, double p) {
    const double n = static_cast<double>(trials);
    double sum = 0;
    for (std::int64_t k = successes; k <= trials; ++k) {
        const double x = static_cast<double>(k);
        sum += std::exp(std::lgamma(n + 1) - std::lgamma(x + 1) - std::lgamma(n - x + 1) + x * std::log(p) +
                        (n - x) * std::log1p(-p));
    }
    return sum;
}

/// The share at which P(X >= successes) reaches `tail`; the tail grows with the share.
double shareAt(std::int64_t successes, std::int64_t trials, double tail) {
    double low = 0, high = 1;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (upperTail(successes, trials, middle) < tail ? low : high) = middle;
    }
    return (low + high) / 2;
}

} // namespace

std::optional<ShareInterval> exactInterval(std::int64_t successes, std::int64_t trials, double confidence) {
    if (trials <= 0 || successes < 0 || successes > trials || !(confidence > 0 && confidence < 1))
        return std::nullopt;
    const double tail = (1 - confidence) / 2;
    ShareInterval interval;
    interval.low = successes == 0 ? 0 : shareAt(successes, trials, tail);
    interval.high = successes == trials ? 1 : shareAt(successes + 1, trials, 1 - tail);
    return interval;
}

} // namespace stepmark
