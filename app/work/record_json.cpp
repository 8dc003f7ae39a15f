// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/record_json.h"

namespace stepmark::work {

namespace {

/// Null where it is not known: on a GPU, or for a run that was over before.
Json toJson(const std::vector<MeasuredWay>& measured) {
    if (measured.empty())
        return nullptr;
    Json rows = Json::array();
    for (const MeasuredWay& one : measured)
        rows.push_back(
            {{"by", nameOf(one.way)}, {"gflops", one.gflops}, {"error", one.error}, {"right", isRight(one)}});
    return rows;
}

} // namespace

Json toJson(const Computed& computed) {
    return {{"precision", computed.precision},
            {"device", computed.device},
            {"threads", computed.threads},
            {"processor", computed.processor},
            {"products", computed.products.by},
            {"products_note", computed.products.note},
            {"measured", toJson(computed.products.measured)}};
}

Json nothingComputed() {
    return {{"precision", nullptr}, {"device", nullptr},        {"threads", nullptr}, {"processor", nullptr},
            {"products", nullptr},  {"products_note", nullptr}, {"measured", nullptr}};
}

void tellProducts(const Work& work, const Computed& computed) {
    const ProductsReport& products = computed.products;
    std::string text = products.by;
    if (!products.measured.empty())
        text += " of " + toText(products.measured) + " on " + computed.processor;
    if (!products.note.empty())
        text += ". " + products.note;
    if (!text.empty())
        work.report({.stage = Stage::Products, .note = text});
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
