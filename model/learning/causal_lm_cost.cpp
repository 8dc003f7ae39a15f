// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/causal_lm_cost.h"

#include "model/base/model_folder.h"
#include "model/learning/options_p.h"
#include "model/learning/speed_p.h"
#include "model/learning/trainer/document_source_p.h"

namespace stepmark {

CausalLmCost causalLmCost(const DocumentSource& source, const CausalLmOptions& options, const std::stop_token& stop) {
    const ModelFolder folder = ModelFolder::open(options.base);
    const Compute compute = chooseCompute(options.precision, options.device, options.threads, folder.config);
    const DocumentBatch batch = documentBatch(source, 0,
                                              {.batch_tokens = options.batch_tokens,
                                               .max_pack_tokens = options.max_pack_tokens,
                                               .most_documents = options.batch_tokens});
    TrainingCore core(
        Transformer::load(folder, compute, true, stop),
        [&](Transformer& model) { return TokenHead::languageModel(model, &folder, true, options.seed); },
        crossEntropy(), {});
    const Speed speed = measuredSpeed(core, batch.packs, true, stop);
    CausalLmCost cost;
    cost.tokens = options.steps * batch.tokens;
    cost.seconds = speed.both * static_cast<double>(cost.tokens) + speed.step * static_cast<double>(options.steps);
    cost.peak_bytes = static_cast<std::int64_t>(20 * static_cast<double>(parameterCount(folder.config))) +
                      activationBudget(compute) / 8;
    return cost;
}

} // namespace stepmark
