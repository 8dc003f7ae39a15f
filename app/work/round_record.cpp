// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/round_record.h"

#include "model/domain/error.h"
#include "model/run/spec_json.h"
#include "storage/round_store.h"

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

} // namespace

RoundSpec checked(RoundSpec spec) {
    spec.generator = absoluteOrEmpty(spec.generator);
    spec.train.base = absoluteOrEmpty(spec.train.base);
    spec.train.out = absoluteOrEmpty(spec.train.out);
    spec.train.resume = false; // of the round, not of the training
    if (spec.labeler)
        spec.labeler->scores = absoluteIfFile(spec.labeler->scores);
    requireModel(spec.train.base, "base model");
    if (spec.samples > 0)
        requireModel(spec.generator, "generator");
    return spec;
}

RoundSpec resolved(const RoundSpec& spec) {
    RoundSpec whole = checked(spec);
    if (whole.train.base.empty())
        whole.train.base = shippedModel("stepmark-base");
    if (whole.samples > 0 && whole.generator.empty())
        whole.generator = shippedModel("stepmark-generator");
    return whole;
}

TrainOptions prmOptions(const RoundSpec& spec) {
    TrainOptions options = spec.train;
    options.kind = TrainKind::Prm;
    options.seed = spec.selection.seed;
    if (options.mode == TrainMode::Head) { // they were for the outcome model's
        options.epochs = 0;
        options.learning_rate = 0;
        options.weight_decay = TrainOptions{}.weight_decay;
        options.patience.reset();
    }
    return options;
}

TrainOptions ormOptions(const RoundSpec& spec) {
    TrainOptions options = spec.train;
    options.kind = TrainKind::Orm;
    options.seed = spec.selection.seed;
    options.mode = TrainMode::Full; // a head alone is not offered for it
    options.epochs = 0;             // one, as in Lightman et al.
    options.reading.classes.clear(); // said of the step classifier's head
    return options;
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
    const Json json = {{"plan", parts},
                       {"chooser", chooser.string()},
                       {"out", out.string()},
                       {"stages", stages},
                       {"saved_at", storage::nowUtc()}};
    storage::RoundStore(project).setRecord(round, json.dump());
}

std::optional<RoundRecord> RoundRecord::load(storage::Project& project) {
    const auto unfinished = storage::RoundStore(project).unfinished();
    if (!unfinished)
        return std::nullopt;
    try {
        const Json json = Json::parse(unfinished->record);
        RoundRecord record;
        record.spec = specFromText<RoundSpec>(unfinished->config);
        record.number = unfinished->number;
        record.round = unfinished->id;
        for (const Json& word : json.at("plan"))
            record.plan.push_back(partFromText(word.get<std::string>()).value());
        record.chooser = json.at("chooser").get<std::string>();
        record.out = json.at("out").get<std::string>();
        record.stages = json.at("stages");
        return record;
    } catch (const std::exception& error) {
        throw Error("The unfinished round of this project was begun by another version of Stepmark and cannot be gone "
                    "on with (" + std::string(error.what()) + "): start a new one.");
    }
}

} // namespace stepmark::work
