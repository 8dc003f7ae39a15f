// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/options_p.h"

#include "model/base/atomic_folder.h"
#include "model/domain/error.h"
#include "model/learning/context.h"

#include <algorithm>
#include <cmath>

namespace stepmark {

namespace {

constexpr std::int64_t kBatchTokens = 8192; ///< an optimizer step, where nobody says

void require(bool condition, const std::string& message) {
    if (!condition)
        throw Error(message);
}

} // namespace

std::int64_t parameterCount(const ModelConfig& c) {
    const std::int64_t attention = c.hidden_size * c.head_dim * 2 * (c.num_attention_heads + c.num_key_value_heads);
    return c.vocab_size * c.hidden_size + c.num_hidden_layers * (attention + 3 * c.hidden_size * c.intermediate_size);
}

void requireMeaning(const TrainOptions& options) {
    require(options.layers.empty() || (options.mode == TrainMode::Head && options.kind == TrainKind::Prm),
            "--layers says where a head reads the base: it goes with --kind prm --mode head.");
    if (options.mode != TrainMode::Head || options.kind != TrainKind::Prm)
        return;
    std::string given;
    const auto refuse = [&](bool set, const char* name) { given += set ? (given.empty() ? "" : ", ") + std::string(name) : ""; };
    refuse(options.epochs != 0, "--epochs");
    refuse(options.learning_rate != 0, "--learning-rate");
    refuse(options.weight_decay != TrainOptions{}.weight_decay, "--weight-decay");
    refuse(options.patience.has_value(), "--patience");
    require(given.empty(), "With --mode head " + given +
                               " would change nothing: the head is fitted to its optimum on the base's states, with "
                               "neither epochs nor steps. Leave it out, or use --mode full.");
}

TrainOptions decided(TrainOptions options, const ModelConfig& base) {
    require(options.validation_share >= 0 && options.validation_share < 1, "The validation share must be in [0, 1).");
    require(options.warmup_share >= 0 && options.warmup_share <= 1, "The warm-up share must be in [0, 1].");
    require(options.batch_tokens >= 0 && options.max_pack_tokens >= 0,
            "Tokens a batch and a pack must not be negative.");
    require(options.epochs >= 0 && options.epochs <= 1000, "Epochs must be between 1 and 1000 (0: the default).");
    require(options.learning_rate >= 0 && options.learning_rate < 1, "The learning rate must be in [0, 1).");
    require(options.mode != TrainMode::Head || options.kind == TrainKind::Prm,
            "Mode head trains process reward models only: use full.");
    requireMeaning(options);
    if (options.batch_tokens == 0)
        options.batch_tokens = kBatchTokens;
    if (options.max_pack_tokens == 0)
        options.max_pack_tokens = options.mode == TrainMode::Head ? kReadAtOnce : kTrainedAtOnce;
    options.patience = options.patience.value_or(1);
    if (options.epochs == 0)
        options.epochs = options.kind == TrainKind::Prm ? 2 : 1;
    if (options.learning_rate == 0) // smaller networks want larger steps
        options.learning_rate =
            std::clamp(2e-5 * std::pow(1.3e8 / static_cast<double>(parameterCount(base)), 0.6), 5e-6, 1e-3);
    return options;
}

nlohmann::json toJson(const TrainOptions& o) {
    using nlohmann::json;
    json record = {{"kind", toText(o.kind)},
            {"mode", toText(o.mode)},
            {"epochs", o.epochs},
            {"learning_rate", o.learning_rate},
            {"warmup_share", o.warmup_share},
            {"weight_decay", o.weight_decay},
            {"beta1", o.beta1},
            {"beta2", o.beta2},
            {"clip", o.clip},
            {"batch_tokens", o.batch_tokens},
            {"max_pack_tokens", o.max_pack_tokens},
            {"seed", o.seed},
            {"validation_share", o.validation_share},
            {"patience", o.patience.value_or(1)},
            {"too_long", o.too_long ? json(toText(*o.too_long)) : json(nullptr)},
            {"class_weights", o.class_weights},
            {"after_error", o.after_error},
            {"filter", toText(o.filter)}};
    if (!o.layers.empty()) // runs of before this was a choice stay what they were
        record["layers"] = o.layers;
    return record;
}

void checkPaths(const TrainOptions& options) {
    require(!options.base.empty(), "No base model was given.");
    require(!options.out.empty(), "No folder for the checkpoint was given.");
    std::error_code ignored;
    require(!std::filesystem::equivalent(options.base, options.out, ignored),
            "The checkpoint would replace its own base: give another folder for it.");
    AtomicFolder::requireReplaceable(options.out, {kRunRecord});
}

} // namespace stepmark
