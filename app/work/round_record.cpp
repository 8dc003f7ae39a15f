// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/round_record.h"

#include "app/work/identity.h"
#include "model/domain/error.h"
#include "model/run/spec_json.h"
#include "storage/round_store.h"

namespace stepmark::work {

namespace fs = std::filesystem;

namespace {

constexpr const char* kOutcomeTail = "-orm";

/// A name that no file has is that of a score source.
fs::path absoluteIfFile(const fs::path& scores) {
    std::error_code ignored;
    return fs::exists(scores, ignored) ? fs::absolute(scores).lexically_normal() : scores;
}

fs::path absoluteOrEmpty(const fs::path& path) { return path.empty() ? path : fs::absolute(path).lexically_normal(); }

void requireModel(const fs::path& folder, const std::string& what) {
    if (!folder.empty() && !fs::exists(folder / "config.json"))
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
    options.mode = TrainMode::Full;  // a head alone is not offered for it
    options.layers.clear();          // all of them are read
    options.epochs = 0;              // one, as in Lightman et al.
    options.reading.classes.clear(); // said of the step classifier's head
    return options;
}

EvaluateSpec evaluateSpec(const RoundSpec& spec) {
    return {.rule = spec.rule, .neutral = spec.neutral, .seed = spec.selection.seed};
}

fs::path outcomeFolder(const fs::path& out) { return out.string() + kOutcomeTail; }

namespace {

/// What is asked of a part; of one that has no spec of its own, that of the round.
Json specOf(Part part, const RoundSpec& spec) {
    if (part == Part::Train)
        return toJson(TrainSpec{.options = prmOptions(spec)});
    if (part == Part::TrainOrm)
        return toJson(TrainSpec{.options = ormOptions(spec)});
    return part == Part::Evaluate ? toJson(evaluateSpec(spec)) : toJson(spec);
}

fs::path folderOf(Part part, const fs::path& out) {
    return part == Part::Train ? out : part == Part::TrainOrm ? outcomeFolder(out) : fs::path();
}

} // namespace

Plan planOf(const RoundRecord& record, const std::vector<Part>& parts) {
    std::vector<PlanNode> nodes;
    for (const Part part : parts) {
        PlanNode node{.name = std::to_string(nodes.size() + 1) + " " + std::string(toText(part)),
                      .part = part,
                      .spec = specOf(part, record.spec),
                      .reads = "round " + std::to_string(record.round) + ", begun " + record.course.saved_at,
                      .folder = folderOf(part, record.course.out)};
        if (!nodes.empty())
            node.inputs = {nodes.back().name};
        nodes.push_back(std::move(node));
    }
    Plan plan(std::move(nodes));
    plan.settle(codeVersion(), sha256);
    return plan;
}

void RoundRecord::save(storage::Project& project) const {
    storage::RoundStore(project).setRecord(round, toText(course));
}

std::optional<RoundRecord> RoundRecord::load(storage::Project& project) {
    const auto unfinished = storage::RoundStore(project).unfinished();
    if (!unfinished)
        return std::nullopt;
    try {
        RoundRecord record;
        record.spec = specFromText<RoundSpec>(unfinished->config);
        record.number = unfinished->number;
        record.round = unfinished->id;
        record.course = roundCourseFromText(unfinished->record);
        return record;
    } catch (const std::exception& error) {
        throw Error("The unfinished round of this project was begun by another version of Stepmark and cannot be gone "
                    "on with (" +
                    std::string(error.what()) + "): start a new one.");
    }
}

} // namespace stepmark::work
