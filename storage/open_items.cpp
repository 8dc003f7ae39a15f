// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/open_items.h"

#include "storage/decision_store.h"
#include "storage/review_items.h"

#include <algorithm>

namespace stepmark::storage {

OpenItems openItems(Project& project) {
    const Settlements settlements(DecisionStore(project).standing());
    const auto is_open = [&](const ReviewItem& item) { return !settlements.settles(item); };
    OpenItems open;
    const auto flags = flagItems(project), answers = qualityControlItems(project);
    open.flags = std::count_if(flags.begin(), flags.end(), is_open);
    open.quality_control = std::count_if(answers.begin(), answers.end(), is_open);
    StepWords steps(project, 0, StepWords::Which::Contested);
    while (steps.next()) {
        bool two = false;
        for (const StepWord& word : steps.words()) {
            if (word.unsure && !word.opinion.none() && is_open(doubtOf(steps.step(), word)))
                ++open.flags;
            two = two || (!word.control && word.opinion.isOpen());
        }
        if (const auto item = disagreementOn(steps.step(), steps.words()); item && is_open(*item)) {
            ++open.disagreements;
            open.two_opinions += two;
        }
    }
    return open;
}

} // namespace stepmark::storage
