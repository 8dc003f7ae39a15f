// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/round_record.h"

#include "app/work/reading_report.h"
#include "model/domain/error.h"
#include "storage/round_history.h"

namespace stepmark::work {

namespace {

/// A name that no file has is that of a score source.
std::filesystem::path absoluteIfFile(const std::filesystem::path& scores) {
    std::error_code ignored;
    return std::filesystem::exists(scores, ignored) ? std::filesystem::absolute(scores).lexically_normal() : scores;
}

std::filesystem::path absoluteOrEmpty(const std::filesystem::path& path) {
    return path.empty() ? path : std::filesystem::absolute(path).lexically_normal();
}

void requireModel(const std::filesystem::path& folder, const std::string& what) {
    if (!folder.empty() && !std::filesystem::exists(folder / "config.json"))
        throw Error(folder.string() + " is no " + what +
                    ": it holds no config.json. Name a Hugging Face folder with config.json, tokenizer.json and "
                    "*.safetensors.");
}

Json trainJson(const TrainOptions& train) {
    return {{"mode", toText(train.mode)},
            {"base", train.base.string()},
            {"out", train.out.string()},
            {"epochs", train.epochs},
            {"learning_rate", train.learning_rate},
            {"batch_tokens", train.batch_tokens},
            {"max_pack_tokens", train.max_pack_tokens},
            {"validation_share", train.validation_share},
            {"patience", orNull(train.patience)},
            {"too_long", train.too_long ? Json(toText(*train.too_long)) : Json(nullptr)},
            {"class_weights", train.class_weights},
            {"after_error", train.after_error},
            {"precision", toText(train.precision)},
            {"device", train.device},
            {"threads", train.threads},
            {"reading", toJson(train.reading)}};
}

/// The value that stands for a word; throws std::out_of_range for an unknown one.
template <typename Value>
Value known(const std::optional<Value>& value) {
    if (!value)
        throw std::out_of_range("unknown word");
    return *value;
}

TrainOptions trainFromJson(const Json& json) {
    TrainOptions train;
    train.mode = known(trainModeFromText(json.at("mode").get<std::string>()));
    train.base = json.at("base").get<std::string>();
    train.out = json.at("out").get<std::string>();
    train.epochs = json.at("epochs");
    train.learning_rate = json.at("learning_rate");
    train.batch_tokens = json.at("batch_tokens");
    train.max_pack_tokens = json.at("max_pack_tokens");
    train.validation_share = json.at("validation_share");
    if (const Json& patience = json.at("patience"); !patience.is_null())
        train.patience = patience.get<int>();
    if (const Json how = json.value("too_long", Json()); how.is_string()) // absent: begun by an older version
        train.too_long = known(tooLongFromText(how.get<std::string>()));
    train.class_weights = json.at("class_weights");
    train.after_error = json.value("after_error", false);
    train.precision = known(precisionFromText(json.at("precision").get<std::string>()));
    train.device = json.at("device");
    train.threads = json.at("threads");
    train.reading = readingFromJson(json.value("reading", Json::object())); // absent: begun by an older version
    return train;
}

RoundRequest requestFromJson(const Json& json) {
    RoundRequest request;
    request.selection = {known(selectionStrategyFromText(json.at("strategy").get<std::string>())), json.at("count"),
                         json.at("mix"), json.at("per_problem"), json.at("seed")};
    request.control = {json.at("overlap"), json.at("overlap_labelers"), json.at("gold")};
    request.rule = known(scoreRuleFromText(json.at("by").get<std::string>()));
    request.neutral = json.at("neutral") == "negative" ? NeutralPolicy::AsNegative : NeutralPolicy::AsPositive;
    request.samples = json.at("samples");
    request.generator = json.at("generator").get<std::string>();
    request.train = trainFromJson(json.at("train"));
    request.orm = json.at("orm");
    if (const Json& labeler = json.at("labeler"); !labeler.is_null())
        request.labeler = LabelRequest{.oracle = labeler.at("oracle"),
                                       .scores = labeler.at("scores").get<std::string>(),
                                       .threshold = labeler.at("threshold"),
                                       .labeler = labeler.at("name"),
                                       .as_person = labeler.value("as_person", false),
                                       .error_rate = labeler.at("error_rate"),
                                       .seed = labeler.at("seed")};
    return request;
}

} // namespace

Json toJson(const RoundRequest& request) {
    Json labeler;
    if (request.labeler)
        labeler = {{"oracle", request.labeler->oracle},         {"scores", request.labeler->scores.string()},
                   {"threshold", request.labeler->threshold},   {"name", request.labeler->labeler},
                   {"as_person", request.labeler->as_person},
                   {"error_rate", request.labeler->error_rate}, {"seed", request.labeler->seed}};
    return {{"strategy", toText(request.selection.strategy)},
            {"count", request.selection.count},
            {"mix", request.selection.wrong_share},
            {"per_problem", request.selection.per_problem},
            {"seed", request.selection.seed},
            {"overlap", request.control.overlap_share},
            {"overlap_labelers", request.control.overlap_labelers},
            {"gold", request.control.gold_items},
            {"by", toText(request.rule)},
            {"neutral", request.neutral == NeutralPolicy::AsNegative ? "negative" : "positive"},
            {"samples", request.samples},
            {"generator", request.generator.string()},
            {"train", trainJson(request.train)},
            {"orm", request.orm},
            {"labeler", labeler}};
}

RoundRequest checked(RoundRequest request) {
    request.generator = absoluteOrEmpty(request.generator);
    request.train.base = absoluteOrEmpty(request.train.base);
    request.train.out = absoluteOrEmpty(request.train.out);
    request.train.resume = false; // of the round, not of the training
    if (request.labeler)
        request.labeler->scores = absoluteIfFile(request.labeler->scores);
    requireModel(request.train.base, "base model");
    if (request.samples > 0)
        requireModel(request.generator, "generator");
    return request;
}

Json RoundRecord::resultOf(Part part) const {
    for (auto stage = stages.rbegin(); stage != stages.rend(); ++stage)
        if ((*stage)["name"] == toText(part))
            return (*stage)["result"];
    return nullptr;
}

void RoundRecord::save(storage::Project& project) const {
    Json parts = Json::array();
    for (const Part part : plan)
        parts.push_back(toText(part));
    const Json json = {
        {"request", toJson(request)},  {"round", number},     {"round_id", round}, {"plan", parts},
        {"chooser", chooser.string()}, {"out", out.string()}, {"stages", stages},  {"saved_at", storage::nowUtc()}};
    storage::setUnfinishedRound(project, json.dump());
}

std::optional<RoundRecord> RoundRecord::load(const storage::Project& project) {
    const std::string text = storage::unfinishedRound(project);
    if (text.empty())
        return std::nullopt;
    try {
        const Json json = Json::parse(text);
        RoundRecord record;
        record.request = requestFromJson(json.at("request"));
        record.number = json.at("round");
        record.round = json.at("round_id");
        for (const Json& word : json.at("plan"))
            record.plan.push_back(known(partFromText(word.get<std::string>())));
        record.chooser = json.at("chooser").get<std::string>();
        record.out = json.at("out").get<std::string>();
        record.stages = json.at("stages");
        return record;
    } catch (const std::exception&) {
        throw Error("The unfinished round of this project was begun by another version of Stepmark and cannot be gone "
                    "on with: start a new one.");
    }
}

void RoundRecord::clear(storage::Project& project) { storage::setUnfinishedRound(project, {}); }

} // namespace stepmark::work
