// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/trained_on_p.h"

namespace stepmark {

TrainedOn trainedOn(const Parts& parts, TrainKind kind) {
    TrainedOn seen;
    RatingCounts ratings;
    for (const Example* example : parts.train) {
        seen.training.push_back(example->problem);
        if (kind == TrainKind::Prm)
            for (const Example::Target& target : example->targets)
                ratings.add(ratingOfClass(target.target));
    }
    for (const Example* example : parts.validation) {
        seen.validation.push_back(example->problem);
        if (kind == TrainKind::Prm)
            seen.validation_ratings += std::ssize(example->targets);
    }
    if (kind == TrainKind::Prm)
        seen.ratings = ratings;
    return seen;
}

} // namespace stepmark
