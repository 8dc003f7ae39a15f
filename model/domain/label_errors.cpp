// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/label_errors.h"

namespace stepmark {

float probabilityOf(Rating rating, const StepProbabilities& p) {
    return rating == Rating::Negative ? p.negative : rating == Rating::Neutral ? p.neutral : p.positive;
}

void LabelErrors::add(Rating rating, const StepProbabilities& p) {
    const auto index = static_cast<std::size_t>(classOf(rating));
    m_sums[index] += static_cast<double>(probabilityOf(rating, p));
    ++m_counts[index];
}

std::optional<double> LabelErrors::threshold(Rating rating) const {
    const auto index = static_cast<std::size_t>(classOf(rating));
    return m_counts[index] > 0 ? std::optional(m_sums[index] / static_cast<double>(m_counts[index])) : std::nullopt;
}

std::optional<LabelDoubt> LabelErrors::doubt(Rating rating, const StepProbabilities& p) const {
    std::optional<Rating> believed;
    for (const Rating one : {Rating::Negative, Rating::Neutral, Rating::Positive}) {
        const auto least = threshold(one);
        const auto probability = static_cast<double>(probabilityOf(one, p));
        if (least && probability >= *least && (!believed || probability > probabilityOf(*believed, p)))
            believed = one;
    }
    if (!believed || *believed == rating)
        return std::nullopt;
    const auto margin =
        static_cast<double>(probabilityOf(*believed, p)) - static_cast<double>(probabilityOf(rating, p));
    return margin > 0 ? std::optional(LabelDoubt{*believed, margin}) : std::nullopt;
}

} // namespace stepmark
