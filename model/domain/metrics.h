// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "model/domain/ids.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace stepmark {

/// One judged step: what the model said and what the label is.
struct ScoredLabel {
    ProblemId group = 0; ///< the problem, for figures within a problem: any number that stands for it
    double score = 0;    ///< higher means "more likely positive"
    bool positive = false;
};

/// Area under the ROC curve: P(score of a positive > score of a negative), ties count half. nullopt where one class is
/// absent. A score of NaN ranks below all others.
std::optional<double> auc(std::span<const ScoredLabel> samples);

/// AUC over the pairs whose two members belong to one problem, all problems' pairs pooled. The overall AUC mostly tells
/// hard problems from easy ones; this one tells good steps from bad. nullopt where no problem has both classes.
std::optional<double> aucWithinGroups(std::span<const ScoredLabel> samples);
inline constexpr std::string_view kWithinPooling =
    "pairs: all pairs of a right and a wrong step of one problem together, so that a problem counts by its pairs";
/// What that figure stands on.
struct WithinPairs {
    std::int64_t groups = 0; ///< with both classes
    std::int64_t pairs = 0;  ///< of one of each, of one group
};
WithinPairs withinPairs(std::span<const ScoredLabel> samples);

/// Share of samples on the right side of the threshold (score >= threshold predicts positive). nullopt for no samples.
std::optional<double> accuracy(std::span<const ScoredLabel> samples, double threshold = 0.5);

/// One bin of a reliability diagram.
struct CalibrationBin {
    double low = 0, high = 0; ///< scores in [low, high)
    std::int64_t count = 0;
    double mean_score = 0;     ///< 0 for an empty bin
    double share_positive = 0; ///< 0 for an empty bin
};

/// Equal-width bins over [0, 1] (scores beyond lie in the outermost) and the expected calibration error sum_b n_b/n *
/// |share_b - score_b| (Guo et al. 2017).
struct Calibration {
    std::vector<CalibrationBin> bins;
    double expected_error = 0; ///< in [0, 1]
    double brier = 0;          ///< mean squared error of the score
};
Calibration calibration(std::span<const ScoredLabel> samples, int bins = 10);

/// ProcessBench's measure (Zheng et al. 2024, section 3): accuracy on the solutions with an error (first wrong step
/// named exactly), accuracy on those without (-1 named), and their harmonic mean.
struct FirstErrorF1 {
    std::optional<double> accuracy_error;   ///< none without a solution with an error
    std::optional<double> accuracy_correct; ///< none without one that has none
    std::optional<double> f1;               ///< of both; 0 where both are
    std::int64_t with_error = 0, without_error = 0;
};

/// A solution with the 0-based index of its first wrong step (-1 for none) and P(negative) of every step.
struct FirstErrorCase {
    int label = -1;
    std::vector<double> p_negative;
};
FirstErrorF1 firstErrorF1(std::span<const FirstErrorCase> cases, double threshold);
/// The threshold, out of those that change a prediction, with the best F1; the lowest of equals. None where no
/// threshold has an F1.
std::optional<double> fitFirstErrorThreshold(std::span<const FirstErrorCase> cases);

} // namespace stepmark
