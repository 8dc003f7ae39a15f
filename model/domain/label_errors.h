// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/rating.h"
#include "model/domain/step_scores.h"

#include <array>
#include <cstdint>
#include <optional>

namespace stepmark {

/// What a model holds against a rating.
struct LabelDoubt {
    Rating other = Rating::Negative; ///< the class the model believes in
    double margin = 0;               ///< P(other) - P(the rating's class), in (0, 1]: the higher, the likelier an error
};

/// Which ratings are likely label errors, by confident learning (Northcutt, Jiang, Chuang 2021, "Confident Learning",
/// section 3.1, ranked by normalized margin). A model that says "wrong" too readily should not call every rating
/// doubtful, so that each class has a threshold of its own: the mean probability the model gives the class on steps
/// rated so. First add() every rating, then ask. One thread.
class LabelErrors {
public:
    void add(Rating rating, const StepProbabilities& p);

    /// Mean P(class) over the ratings of that class; nullopt where there are none.
    std::optional<double> threshold(Rating rating) const;

    /// The most probable class that reaches its threshold, if that is another than the rating and more probable than
    /// it. A class that nobody was rated with has no threshold and is never held against anybody.
    std::optional<LabelDoubt> doubt(Rating rating, const StepProbabilities& p) const;

private:
    std::array<double, 3> m_sums{};
    std::array<std::int64_t, 3> m_counts{};
};

/// The probability of a class.
float probabilityOf(Rating rating, const StepProbabilities& p);

} // namespace stepmark
