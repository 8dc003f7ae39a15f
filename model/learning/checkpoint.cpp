// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/checkpoint_p.h"

#include "model/base/atomic_folder.h"
#include "model/base/finite.h"
#include "model/base/folder_member.h"
#include "model/base/safetensors.h"
#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/learning/finished_run_p.h"
#include "model/learning/model_card.h"
#include "model/learning/options_p.h"

namespace stepmark {

namespace fs = std::filesystem;

namespace {

constexpr const char* kTokenizerFiles[] = {
    "tokenizer.json", "tokenizer_config.json",  "special_tokens_map.json", "added_tokens.json", "vocab.json",
    "merges.txt",     "generation_config.json", "chat_template.jinja"};

ModelConfig configOf(const CheckpointContent& content) {
    ModelConfig config = content.config;
    config.architectures = {className(config, content.head)};
    config.labels = content.labels;
    config.dtype = content.type == at::kBFloat16 ? "bfloat16" : "float32";
    return config;
}

void writeWeights(const fs::path& file, const CheckpointContent& content, const std::stop_token& stop) {
    std::vector<at::Tensor> kept; // until they are written
    std::vector<TensorView> views;
    for (const Parameter* parameter : content.parameters)
        for (const Parameter::Part& part : parameter->parts) {
            throwIfStopped(stop);
            const bool exact = part.name.starts_with("score.");
            const at::ScalarType type = exact ? at::kFloat : content.type;
            kept.push_back(parameter->master.narrow(0, part.begin, part.rows).to(type).cpu().contiguous());
            const at::Tensor& values = kept.back();
            views.push_back({part.name, type == at::kFloat ? DType::F32 : DType::BF16, values.sizes().vec(),
                             static_cast<const std::byte*>(values.data_ptr()),
                             static_cast<std::size_t>(values.numel()) * values.element_size()});
            if (nonFinite(views.back()).count > 0)
                throw Error("No checkpoint is written: tensor \"" + part.name + "\" is not finite as " +
                            (type == at::kFloat ? "float32" : "bf16") + ". Train again with --precision float32.");
        }
    writeSafetensors(file, views, {{"format", "pt"}}, stop);
}

} // namespace

void writeCheckpoint(const fs::path& out, const CheckpointContent& content, const std::stop_token& stop) {
    std::error_code ignored;
    if (fs::exists(out, ignored) && !fs::is_empty(out, ignored))
        requireSameRun(out, content.run);
    AtomicFolder folder(out, AtomicFolder::Replace{kRunRecord});
    folder.writeText("config.json", modelConfigToJson(configOf(content)));
    for (const char* name : kTokenizerFiles)
        if (hasMember(content.tokenizer, name))
            folder.copyFile(checkedMember(content.tokenizer, name));
    if (!content.labels.empty() && !classifierHasBias(content.config))
        folder.writeText("README.md", sequenceClassifierCard(className(content.config, content.head), content.labels));
    folder.writeText(kRunRecord, content.run.dump(1) + "\n");
    writeWeights(folder.path() / "model.safetensors", content, stop);
    folder.commit();
}

nlohmann::json readRunRecord(const fs::path& folder) {
    if (!hasMember(folder, kRunRecord))
        return nullptr;
    return nlohmann::json::parse(readFile(checkedMember(folder, kRunRecord), 64u << 20), nullptr, false);
}

} // namespace stepmark
