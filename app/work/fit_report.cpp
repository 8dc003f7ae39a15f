// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/fit_report.h"

#include "model/learning/threads.h"

namespace stepmark::work {

namespace {

void addCounts(Json& result, const std::string& which, const TextCounts& counts) {
    result[which + "_problems"] = counts.problems;
    result[which + "_solutions"] = counts.solutions;
    result[which + "_steps"] = counts.steps;
    result[which + "_ratings"] = counts.ratings;
}

} // namespace

void addFit(Json& result, const Fit& fit) {
    result["context"] = fit.context;
    addCounts(result, "too_long", fit.too_long);
    addCounts(result, "within_context", fit.left);
}

void addLayers(Json& result, const std::vector<HeadLayer>& layers) {
    result["layers"] = layers.empty() ? Json(nullptr) : Json::array();
    for (const HeadLayer& one : layers)
        result["layers"].push_back({{"layer", one.layer},
                                    {"validation_loss", orNull(one.validation_loss)},
                                    {"validation_auc", orNull(one.validation_auc)},
                                    {"validation_auc_within", orNull(one.validation_auc_within)},
                                    {"taken", one.taken}});
}

void addFits(Json& result, const std::vector<HeadFit>& fits) {
    result["fits"] = fits.empty() ? Json(nullptr) : Json::array();
    for (const HeadFit& fit : fits)
        result["fits"].push_back({{"penalty", fit.penalty},
                                  {"train_loss", orNull(fit.train_loss)},
                                  {"validation_loss", orNull(fit.validation_loss)},
                                  {"taken", fit.taken}});
}

void addThreads(Json& result, int asked) {
    result["threads"] = usableThreads(asked);
    if (const std::string note = threadsNote(asked); !note.empty())
        result["threads_note"] = note;
}

Json fitNotes(const Fit& fit, const std::filesystem::path& model) {
    const std::string text = tooLongText(fit, model.filename().string());
    if (text.empty())
        return Json::array();
    const bool rated = fit.too_long.ratings + fit.left.ratings > 0;
    const std::int64_t out = rated ? fit.too_long.ratings : fit.too_long.solutions;
    Json note = isTooSmallFor(fit) ? Json{{"code", "base_too_small"},
                                          {"text", text + ": it is too small for this data set. " + useInstead() + "."}}
                                   : Json{{"code", "too_long"}, {"text", text + " and are left out."}};
    note["left_out"] = out;
    note["of"] = out + (rated ? fit.left.ratings : fit.left.solutions);
    note["context"] = fit.context;
    return Json::array({note});
}

void tellFit(Work& work, const Fit& fit, const std::filesystem::path& model) {
    for (const Json& note : fitNotes(fit, model))
        work.report({.stage = Stage::Fitting,
                     .done = fit.too_long.steps,
                     .total = fit.too_long.steps + fit.left.steps,
                     .unit = Unit::Steps,
                     .note = note["text"].get<std::string>()});
}

} // namespace stepmark::work
