// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/causal_lm.h"

#include "model/domain/error.h"
#include "model/learning/checkpoint_p.h"
#include "model/learning/skipped_steps_p.h"

#include <deque>

namespace stepmark {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

namespace {

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

TokenizedTree asTree(const Document& document, std::int64_t index) {
    const auto fits = [&](const auto& values) { return values.empty() || values.size() == document.tokens.size(); };
    if (document.tokens.empty() || !fits(document.loss_weights) || !fits(document.parent) || !fits(document.wrong))
        throw Error("Document " + std::to_string(index) +
                    " is empty or has not one loss weight, parent and mark a token.");
    TokenizedTree tree;
    tree.tokens = document.tokens;
    tree.prompt_tokens = static_cast<int>(document.tokens.size());
    for (std::int32_t token = 0; token < tree.prompt_tokens; ++token) {
        const std::int32_t parent =
            document.parent.empty() ? token - 1 : document.parent[static_cast<std::size_t>(token)];
        if (parent >= token || parent < -1 || (parent < 0 && token > 0))
            throw Error("Document " + std::to_string(index) + ": a token's parent must stand before it.");
        tree.parent.push_back(parent);
        tree.position.push_back(parent < 0 ? 0 : tree.position[static_cast<std::size_t>(parent)] + 1);
    }
    return tree;
}

/// A pack of documents and what is learnt at its tokens.
LossPack lossPack(Pack pack, const std::vector<Document>& documents) {
    LossItems items, second;
    for (std::size_t token = 0; token < pack.size(); ++token) {
        const Document& document = documents[static_cast<std::size_t>(pack.origin[token].tree)];
        const auto source = static_cast<std::size_t>(pack.origin[token].source);
        const float weight = document.loss_weights.empty() ? 1.0f : document.loss_weights[source];
        if (pack.parent[token] >= 0 && weight > 0)
            items.add(pack.parent[token], pack.tokens[token], weight);
        if (!document.wrong.empty() && document.wrong[source] >= 0)
            second.add(static_cast<std::int64_t>(token), document.wrong[source], 1);
    }
    return {std::move(pack), std::move(items), std::move(second)};
}

struct DocumentBatch {
    std::vector<LossPack> packs;
    std::int64_t tokens = 0;
    std::int64_t documents = 0;
};

/// Documents from number `first` on, until there are `batch_tokens` tokens (or `limit` documents).
DocumentBatch nextBatch(const DocumentSource& source, std::int64_t first, std::int64_t batch_tokens,
                        std::int64_t max_pack_tokens, std::int64_t limit) {
    DocumentBatch batch;
    std::vector<Document> documents;
    std::vector<TokenizedTree> trees;
    while (batch.tokens < batch_tokens && batch.documents < limit) {
        documents.push_back(source(first + batch.documents));
        trees.push_back(asTree(documents.back(), first + batch.documents));
        batch.tokens += static_cast<std::int64_t>(documents.back().tokens.size());
        ++batch.documents;
    }
    for (Pack& pack : packTrees(trees, max_pack_tokens))
        batch.packs.push_back(lossPack(std::move(pack), documents));
    return batch;
}

json identityOf(const CausalLmOptions& options) {
    return {{"kind", "causal-lm"},
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
}

class CausalLmRun {
public:
    CausalLmRun(const DocumentSource& source, const CausalLmOptions& options)
        : m_source(source)
        , m_options(options)
        , m_compute(chooseCompute(options.precision, options.device, options.threads,
                                  options.config ? *options.config : ModelFolder::open(options.base).config))
        , m_core(makeCore())
        , m_state(options.out, identityOf(options), options.save_every_s) {}

    CausalLmReport run(const std::stop_token& stop, ProgressSink progress) {
        if (m_options.resume && m_state.exists())
            restore();
        m_session_begin = Clock::now();
        m_seconds_before = m_report.seconds;
        ProgressThrottle throttle(std::move(progress));
        try {
            while (m_report.steps < m_options.steps)
                step(stop, throttle);
        } catch (const Cancelled&) {
            if (m_skipped.goesWell() &&
                m_state.quick(m_core.state())) // else what was saved last will do: stopping comes first
                save();
            throw;
        }
        m_skipped.requireAny(m_core.optimizer().steps());
        write(m_options.out, stop);
        m_state.remove();
        return m_report;
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
            check = {[](Llama& model) {
                         TokenHead head =
                             TokenHead::classifier(model, {Rating::Negative, Rating::Positive}, nullptr, {}, true);
                         head.setRate(1); // it moves with the layers for thousands of steps
                         return head;
                     },
                     m_options.check_weight};
        if (m_options.config) {
            validateModelConfig(*m_options.config);
            return {Llama::random(*m_options.config, m_options.seed, m_compute),
                    [&](Llama& model) { return TokenHead::languageModel(model, nullptr, true, m_options.seed); },
                    optimizer, check};
        }
        const ModelFolder folder = ModelFolder::open(m_options.base);
        const std::int64_t layers = m_options.layers > 0 ? m_options.layers : folder.config.num_hidden_layers;
        return {Llama::grow(folder, layers, m_options.seed, m_compute),
                [&](Llama& model) { return TokenHead::languageModel(model, &folder, true, m_options.seed); }, optimizer,
                check};
    }

    void step(const std::stop_token& stop, ProgressThrottle& throttle) {
        throwIfStopped(stop);
        const DocumentBatch batch = nextBatch(m_source, m_report.documents, m_options.batch_tokens,
                                              m_options.max_pack_tokens, m_options.batch_tokens);
        const double share = scheduleAt(m_report.steps, m_options.steps, m_options.warmup_share, m_options.decay_share);
        const BatchResult result =
            m_core.trainBatch(batch.packs, m_options.learning_rate * share, m_options.muon_learning_rate * share, stop);
        ++m_report.steps;
        m_report.documents += batch.documents;
        m_report.tokens += batch.tokens;
        m_report.seconds = m_seconds_before + secondsSince(m_session_begin);
        m_report.tokens_per_s = static_cast<double>(m_report.tokens) / std::max(1e-9, m_report.seconds);
        m_skipped.note(result, "step " + std::to_string(m_report.steps));
        if (result.not_finite.empty()) {
            remember(m_recent, result.sum, m_report.loss);
            remember(m_recent_check, m_core.secondLoss(), m_report.check_loss);
        }
        report(throttle);
        for (const std::int64_t at : m_options.snapshots)
            if (at == m_report.steps)
                write(m_options.out.string() + "-step-" + std::to_string(at), stop);
        if (m_state.due() && m_skipped.goesWell())
            save(stop);
    }

    /// The reported loss is that of the last hundredth of the run.
    void remember(std::deque<LossSum>& recent, const LossSum& sum, double& mean) {
        recent.push_back(sum);
        while (recent.size() > static_cast<std::size_t>(std::max<std::int64_t>(1, m_options.steps / 100)))
            recent.pop_front();
        LossSum total;
        for (const LossSum& one : recent)
            total += one;
        mean = total.mean();
    }

    void report(ProgressThrottle& throttle) const {
        Progress progress;
        progress.stage = Stage::Training;
        progress.subject = Subject::Base;
        progress.done = m_report.steps;
        progress.total = m_options.steps;
        progress.unit = Unit::Updates;
        progress.loss = m_report.loss;
        progress.units_per_s = static_cast<double>(m_report.steps) / std::max(1e-9, m_report.seconds);
        progress.note = std::to_string(m_report.documents) + " documents, " +
                          std::to_string(static_cast<std::int64_t>(m_report.tokens_per_s)) + " tokens/s";
        if (m_options.check_weight > 0)
            progress.note += ", check " + std::to_string(m_report.check_loss);
        progress.skipped = m_skipped.count();
        if (progress.skipped > 0)
            progress.note += ", " + m_skipped.text();
        throttle.report(progress);
    }

    void save(const std::stop_token& stop = {}) {
        const auto listed = [](const std::deque<LossSum>& sums) {
            json list = json::array();
            for (const LossSum& one : sums)
                list.push_back({one.loss, one.weight});
            return list;
        };
        const json progress = {{"steps", m_report.steps},
                               {"optimizer_steps", m_core.optimizer().steps()},
                               {"skipped_steps", m_skipped.count()},
                               {"documents", m_report.documents},
                               {"tokens", m_report.tokens},
                               {"seconds", m_report.seconds},
                               {"recent", listed(m_recent)},
                               {"recent_check", listed(m_recent_check)}};
        m_state.save(m_core.state(), progress, stop);
    }

    void restore() {
        const json progress = m_state.load(m_core.state());
        m_report.steps = progress.at("steps");
        m_report.documents = progress.at("documents");
        m_report.tokens = progress.at("tokens");
        m_report.seconds = progress.at("seconds");
        for (const json& one : progress.at("recent"))
            m_recent.push_back({one.at(0), one.at(1)});
        for (const json& one : progress.at("recent_check"))
            m_recent_check.push_back({one.at(0), one.at(1)});
        m_skipped.restore(progress.value("skipped_steps", std::int64_t{0}));
        m_core.restored(progress.value("optimizer_steps", m_report.steps));
    }

    void write(const std::filesystem::path& out, const std::stop_token& stop) {
        json run = identityOf(m_options);
        run["done_steps"] = m_report.steps;
        run["documents"] = m_report.documents;
        run["tokens"] = m_report.tokens;
        run["loss"] = m_report.loss;
        run["check_loss"] = m_report.check_loss;
        run["seconds"] = m_report.seconds;
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

    const DocumentSource& m_source;
    const CausalLmOptions& m_options;
    Compute m_compute;
    TrainingCore m_core;
    RunState m_state;
    CausalLmReport m_report;
    SkippedSteps m_skipped;
    std::deque<LossSum> m_recent, m_recent_check;
    Clock::time_point m_session_begin = Clock::now();
    double m_seconds_before = 0;
};

} // namespace

CausalLmReport trainCausalLm(const DocumentSource& source, const CausalLmOptions& options, std::stop_token stop,
                             ProgressSink progress) {
    if (options.steps < 1 || options.batch_tokens < 1)
        throw Error("A training run needs at least one step and one token a batch.");
    return CausalLmRun(source, options).run(stop, std::move(progress));
}

namespace {

/// Calls `each` with the loss of each batch of documents [0, count).
void evaluateDocuments(const std::filesystem::path& folder_path, const DocumentSource& source, std::int64_t count,
                       std::int64_t documents_at_once, const std::stop_token& stop,
                       const std::function<void(const LossSum&)>& each) {
    const ModelFolder folder = ModelFolder::open(folder_path);
    TrainingCore core(Llama::load(folder, chooseCompute(Precision::Auto, "auto", 0, folder.config), false, stop),
                      [&](Llama& model) { return TokenHead::languageModel(model, &folder, false, 0); }, {});
    for (std::int64_t first = 0; first < count;) {
        const DocumentBatch batch = nextBatch(source, first, 4096, 4096, std::min(count - first, documents_at_once));
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

std::vector<double> documentLosses(const std::filesystem::path& folder, const DocumentSource& source,
                                   std::int64_t count, std::stop_token stop) {
    std::vector<double> losses;
    evaluateDocuments(folder, source, count, 1, stop, [&](const LossSum& sum) { losses.push_back(sum.loss); });
    return losses;
}

} // namespace stepmark
