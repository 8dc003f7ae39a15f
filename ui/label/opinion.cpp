// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/opinion.h"

namespace stepmark::ui {

std::optional<Opinion> opinionOn(const LabelTask& task) {
    if (!task.mayShowOpinion() || task.steps.empty())
        return std::nullopt;
    std::vector<double> scores;
    for (const LabelStep& step : task.steps) {
        if (!step.opinion)
            return std::nullopt;
        scores.push_back(stepScore(*step.opinion));
    }
    Opinion opinion{firstErrorPosterior(scores), {}};
    opinion.guess = likeliestFirstError(opinion.first_error);
    return opinion;
}

} // namespace stepmark::ui
