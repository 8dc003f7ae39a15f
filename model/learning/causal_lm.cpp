// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/causal_lm.h"

#include "model/domain/error.h"
#include "model/learning/checkpoint_p.h"
#include "model/learning/trainer/document_source_p.h"
#include "model/learning/trainer/training_loop_p.h"

#include <algorithm>
#include <deque>

namespace stepmark {

using nlohmann::json;

namespace {

json identityOf(const CausalLmOptions& options) {
    json identity = {
        {"kind", "causal-lm"},
        {"config", options.config ? json::parse(modelConfigToJson(*options.config)) : json(options.base.string())},
        {"steps", options.steps},
        {"batch_tokens", options.batch_tokens},
        {"max_pack_tokens", options.max_pack_tokens},
        {"optimizer", options.optimizer == Optimizer::Muon ? "muon" : "adamw"},
        {"learning_rate", options.learning_rate},
        {"muon_learning_rate", options.muon_learning_rate},
        {"warmup_share", options.warmup_share},
        {"decay_share", options.decay_share},
        {"weight_decay", options.weight_decay},
        {"beta1", options.beta1},
        {"beta2", options.beta2},
        {"clip", options.clip},
        {"check_weight", options.check_weight},
        {"layers", options.layers},
        {"seed", options.seed}};
    if (!options.documents.empty())
        identity["documents_of"] = options.documents;
    return identity;
}

/// The losses that are reported: their means over the last hundredth of the run.
class RecentLosses : public Observer {
public:
    explicit RecentLosses(std::int64_t steps)
        : m_most(static_cast<std::size_t>(std::max<std::int64_t>(1, steps / 100))) {}

    double loss() const { return mean(m_loss); }
    double check() const { return mean(m_check); }

    std::string_view name() const override { return "losses"; }
    void stepped(const StepMade& step) override {
        if (!step.result.not_finite.empty())
            return;
        add(m_loss, step.result.sum);
        add(m_check, step.result.second);
    }
    json state() const override { return {{"loss", toJson(m_loss)}, {"check", toJson(m_check)}}; }
    void restore(const json& state) override {
        m_loss = fromJson(state.at("loss"));
        m_check = fromJson(state.at("check"));
    }

private:
    using Sums = std::deque<LossSum>;

    void add(Sums& recent, const LossSum& sum) const {
        recent.push_back(sum);
        if (recent.size() > m_most)
            recent.pop_front();
    }
    static double mean(const Sums& sums) {
        LossSum total;
        for (const LossSum& one : sums)
            total += one;
        return total.mean();
    }
    static json toJson(const Sums& sums) {
        json list = json::array();
        for (const LossSum& one : sums)
            list.push_back({one.loss, one.weight});
        return list;
    }
    static Sums fromJson(const json& list) {
        Sums sums;
        for (const json& one : list)
            sums.push_back({one.at(0), one.at(1)});
        return sums;
    }

    std::size_t m_most;
    Sums m_loss, m_check;
};

/// Keeps the report, and tells who watches.
class Reported : public Observer {
public:
    Reported(const CausalLmOptions& options, const DocumentBatches& documents, const RecentLosses& losses,
             ProgressSink progress)
        : m_options(options)
        , m_documents(documents)
        , m_losses(losses)
        , m_throttle(std::move(progress)) {}

    CausalLmReport report() const {
        return {.steps = m_documents.place().step,
                .documents = m_documents.documents(),
                .tokens = m_documents.tokens(),
                .loss = m_losses.loss(),
                .check_loss = m_losses.check(),
                .seconds = m_seconds,
                .tokens_per_s = static_cast<double>(m_documents.tokens()) / std::max(1e-9, m_seconds)};
    }

    std::string_view name() const override { return "report"; }
    json state() const override { return m_seconds; }
    void restore(const json& state) override { m_seconds = state; }
    void stepped(const StepMade& step) override {
        m_seconds = step.run_seconds;
        const CausalLmReport now = report();
        std::string note = std::to_string(now.documents) + " documents, " +
                           std::to_string(static_cast<std::int64_t>(now.tokens_per_s)) + " tokens/s";
        if (m_options.check_weight > 0)
            note += ", check " + std::to_string(now.check_loss);
        if (step.skipped.count() > 0)
            note += ", " + step.skipped.text();
        m_throttle.report({.stage = Stage::Training,
                           .subject = Subject::Base,
                           .done = now.steps,
                           .total = m_options.steps,
                           .unit = Unit::Updates,
                           .units_per_s = static_cast<double>(now.steps) / std::max(1e-9, now.seconds),
                           .loss = now.loss,
                           .skipped = step.skipped.count(),
                           .note = note});
    }

private:
    const CausalLmOptions& m_options;
    const DocumentBatches& m_documents;
    const RecentLosses& m_losses;
    ProgressThrottle m_throttle;
    double m_seconds = 0; ///< of the run
};

/// Writes the weights after some steps; a run that goes on from there writes the same again.
class Snapshots : public Observer {
public:
    using Write = std::function<void(std::int64_t step, const std::stop_token& stop)>;
    Snapshots(std::vector<std::int64_t> steps, Write write)
        : m_steps(std::move(steps))
        , m_write(std::move(write)) {}

    std::string_view name() const override { return "snapshots"; }
    bool between(const RunPlace& place, const std::stop_token& stop) override {
        if (std::find(m_steps.begin(), m_steps.end(), place.step) != m_steps.end())
            m_write(place.step, stop);
        return true;
    }

private:
    std::vector<std::int64_t> m_steps;
    Write m_write;
};

class CausalLmRun {
public:
    CausalLmRun(const DocumentSource& source, const CausalLmOptions& options, ProgressSink progress)
        : m_options(options)
        , m_compute(chooseCompute(options.precision, options.device, options.threads,
                                  options.config ? *options.config : ModelFolder::open(options.base).config))
        , m_core(makeCore())
        , m_state(options.out, identityOf(options), options.save_every_s)
        , m_documents(source, options.steps,
                      {.batch_tokens = options.batch_tokens,
                       .max_pack_tokens = options.max_pack_tokens,
                       .most_documents = options.batch_tokens})
        , m_losses(options.steps)
        , m_reported(options, m_documents, m_losses, std::move(progress)) {}

    CausalLmReport run(const std::stop_token& stop) {
        Snapshots snapshots(m_options.snapshots, [&](std::int64_t step, const std::stop_token& stopped) {
            write(m_options.out.string() + "-step-" + std::to_string(step), stopped);
        });
        train({.core = m_core,
               .examples = m_documents,
               .schedule = {.peak = {m_options.learning_rate, m_options.muon_learning_rate},
                            .warmup_share = m_options.warmup_share,
                            .decay_share = m_options.decay_share},
               .state = m_state,
               .resume = m_options.resume && m_state.exists(),
               .observers = {&m_losses, &m_reported, &snapshots}},
              stop);
        write(m_options.out, stop);
        m_state.remove();
        return m_reported.report();
    }

private:
    TrainingCore makeCore() {
        OptimizerOptions optimizer;
        optimizer.kind = m_options.optimizer;
        optimizer.beta1 = m_options.beta1;
        optimizer.beta2 = m_options.beta2;
        optimizer.weight_decay = m_options.weight_decay;
        optimizer.clip = m_options.clip;
        SecondLoss check;
        if (m_options.check_weight > 0)
            check = {[](Transformer& model) {
                         TokenHead head =
                             TokenHead::classifier(model, {Rating::Negative, Rating::Positive}, nullptr, {}, true);
                         head.setRate(1); // it moves with the layers for thousands of steps
                         return head;
                     },
                     m_options.check_weight};
        if (m_options.config) {
            validateModelConfig(*m_options.config);
            return {Transformer::random(*m_options.config, m_options.seed, m_compute),
                    [&](Transformer& model) { return TokenHead::languageModel(model, nullptr, true, m_options.seed); },
                    crossEntropy(), optimizer, check};
        }
        const ModelFolder folder = ModelFolder::open(m_options.base);
        const std::int64_t layers = m_options.layers > 0 ? m_options.layers : folder.config.num_hidden_layers;
        return {Transformer::grow(folder, layers, m_options.seed, m_compute),
                [&](Transformer& model) { return TokenHead::languageModel(model, &folder, true, m_options.seed); },
                crossEntropy(), optimizer, check};
    }

    void write(const std::filesystem::path& out, const std::stop_token& stop) {
        const CausalLmReport report = m_reported.report();
        json run = identityOf(m_options);
        run["done_steps"] = report.steps;
        run["documents"] = report.documents;
        run["tokens"] = report.tokens;
        run["loss"] = report.loss;
        run["check_loss"] = report.check_loss;
        run["seconds"] = report.seconds;
        run["precision"] = m_compute.typeName();
        writeCheckpoint(out,
                        {m_core.model().config(),
                         "ForCausalLM",
                         {},
                         m_core.parameters(),
                         m_compute.type,
                         m_options.tokenizer.empty() ? m_options.base : m_options.tokenizer,
                         run},
                        stop);
    }

    const CausalLmOptions& m_options;
    Compute m_compute;
    TrainingCore m_core;
    RunState m_state;
    DocumentBatches m_documents;
    RecentLosses m_losses;
    Reported m_reported;
};

} // namespace

CausalLmReport trainCausalLm(const DocumentSource& source, const CausalLmOptions& options, std::stop_token stop,
                             ProgressSink progress) {
    if (options.steps < 1 || options.batch_tokens < 1)
        throw Error("A training run needs at least one step and one token a batch.");
    return CausalLmRun(source, options, std::move(progress)).run(stop);
}

namespace {

/// Calls `each` with the loss of each batch of documents [0, count).
void evaluateDocuments(const std::filesystem::path& folder_path, const DocumentSource& source, std::int64_t count,
                       std::int64_t documents_at_once, const std::stop_token& stop,
                       const std::function<void(const LossSum&)>& each) {
    const ModelFolder folder = ModelFolder::open(folder_path);
    TrainingCore core(Transformer::load(folder, chooseCompute(Precision::Auto, "auto", 0, folder.config), false, stop),
                      [&](Transformer& model) { return TokenHead::languageModel(model, &folder, false, 0); },
                      crossEntropy(), {});
    for (std::int64_t first = 0; first < count;) {
        const DocumentBatch batch = documentBatch(source, first,
                                                  {.batch_tokens = 4096,
                                                   .max_pack_tokens = 4096,
                                                   .most_documents = std::min(count - first, documents_at_once)});
        LossSum sum;
        for (const LossPack& pack : batch.packs)
            sum += core.evaluate(pack, stop);
        each(sum);
        first += batch.documents;
    }
}

} // namespace

double evaluateCausalLm(const std::filesystem::path& folder, const DocumentSource& source, std::int64_t count,
                        std::stop_token stop) {
    LossSum total;
    evaluateDocuments(folder, source, count, count, stop, [&](const LossSum& sum) { total += sum; });
    return total.mean();
}

std::optional<CausalLmReport> finishedCausalLm(const CausalLmOptions& options) {
    if (!std::filesystem::exists(options.out))
        return std::nullopt;
    const json record = readRunRecord(options.out), identity = identityOf(options);
    for (const auto& [key, value] : identity.items())
        if (!record.is_object() || !record.contains(key) || record[key] != value)
            throw Error(options.out.string() + " is there and was made in another way (" + key +
                        " differs): choose another folder, or remove it.");
    return CausalLmReport{.steps = record.value("done_steps", std::int64_t{0}),
                          .documents = record.value("documents", std::int64_t{0}),
                          .tokens = record.value("tokens", std::int64_t{0}),
                          .loss = record.value("loss", 0.0),
                          .check_loss = record.value("check_loss", 0.0),
                          .seconds = record.value("seconds", 0.0),
                          .tokens_per_s = static_cast<double>(record.value("tokens", std::int64_t{0})) /
                                          std::max(1e-9, record.value("seconds", 0.0))};
}

std::vector<double> documentLosses(const std::filesystem::path& folder, const DocumentSource& source,
                                   std::int64_t count, std::stop_token stop) {
    std::vector<double> losses;
    evaluateDocuments(folder, source, count, 1, stop, [&](const LossSum& sum) { losses.push_back(sum.loss); });
    return losses;
}

} // namespace stepmark
