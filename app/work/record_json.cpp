// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/record_json.h"

namespace stepmark::work {

Json toJson(const Computed& computed) {
    return {{"precision", computed.precision},
            {"device", computed.device},
            {"threads", computed.threads},
            {"processor", computed.processor}};
}

Json nothingComputed() {
    return {{"precision", nullptr}, {"device", nullptr}, {"threads", nullptr}, {"processor", nullptr}};
}

Json toJson(const std::optional<RatingCounts>& ratings) {
    if (!ratings)
        return nullptr;
    return {{"negative", ratings->negative}, {"neutral", ratings->neutral}, {"positive", ratings->positive}};
}

Json toJson(const TrainedOn& seen) {
    return {{"problems", seen.training.size()},
            {"validation_problems", seen.validation.size()},
            {"labels", seen.ratings ? Json(seen.ratings->total()) : Json(nullptr)},
            {"labels_by_sign", toJson(seen.ratings)},
            {"validation_ratings", seen.ratings ? Json(seen.validation_ratings) : Json(nullptr)}};
}

} // namespace stepmark::work
