// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/epoch_trainer_p.h"

#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/domain/metrics.h"

#include <algorithm>
#include <cmath>

namespace stepmark {

using nlohmann::json;

namespace {

Subject subjectOf(TrainKind kind) {
    return kind == TrainKind::Prm ? Subject::Prm : kind == TrainKind::Orm ? Subject::Orm : Subject::Generator;
}


constexpr double kNewest = 0.2; ///< weight of the newest batch in the loss that is shown

json optionalToJson(const std::optional<double>& value) { return value ? json(*value) : json(nullptr); }
std::optional<double> optionalFromJson(const json& value) {
    return value.is_number() ? std::optional<double>(value.get<double>()) : std::nullopt;
}

json toJson(const EpochReport& r) {
    return {{"epoch", r.epoch},
            {"train_loss", optionalToJson(r.train_loss)},
            {"validation_loss", optionalToJson(r.validation_loss)},
            {"validation_auc", optionalToJson(r.validation_auc)},
            {"validation_auc_within", optionalToJson(r.validation_auc_within)},
            {"validation_note", r.validation_note},
            {"seconds", r.seconds}};
}

EpochReport epochFromJson(const json& j) {
    return {j.at("epoch"),
            optionalFromJson(j.at("train_loss")),
            optionalFromJson(j.at("validation_loss")),
            optionalFromJson(j.at("validation_auc")),
            optionalFromJson(j.at("validation_auc_within")),
            j.value("validation_note", ""),
            j.at("seconds")};
}

} // namespace

void sayWhyNoAuc(EpochReport& report) {
    if (!report.validation_auc)
        report.validation_note = "no AUC: all that validates is of one kind";
    else if (!report.validation_auc_within)
        report.validation_note = "no AUC within a problem: no problem that validates has both kinds";
}

void setAuc(EpochReport& report, const std::vector<const Example*>& examples, const std::vector<double>& scores) {
    std::vector<ScoredLabel> labels;
    std::size_t index = 0;
    for (const Example* example : examples)
        for (const Example::Check& check : example->checks) {
            for (int i = 0; i < check.good; ++i)
                labels.push_back({example->problem, scores[index], true});
            for (int i = 0; i < check.bad; ++i)
                labels.push_back({example->problem, scores[index], false});
            ++index;
        }
    report.validation_auc = auc(labels);
    report.validation_auc_within = aucWithinGroups(labels);
    sayWhyNoAuc(report);
}

EpochTrainer::EpochTrainer(const ExampleSet& set, const TrainOptions& options, TrainingCore& core, RunState& state)
    : m_set(set)
    , m_options(options)
    , m_core(core)
    , m_state(state)
    , m_parts(partsOf(set, options.validation_share)) {
    for (const Example* example : m_parts.train)
        m_report.ratings += example->units;
}

/// A step takes whole packs, so small steps need small packs; a tree stays whole whatever the batch.
std::int64_t EpochTrainer::combinedTokens() const { return std::min(kCombinedTokens, m_options.batch_tokens); }

double EpochTrainer::elapsed() const {
    return m_seconds_before + std::chrono::duration<double>(Clock::now() - m_session_begin).count();
}

std::vector<std::vector<LossPack>> EpochTrainer::batchesOf(int epoch, const std::stop_token& stop) const {
    std::vector<const Example*> order = m_parts.train;
    Draw(m_options.seed, "order of an epoch").of(static_cast<std::uint64_t>(epoch)).sort(order, [](auto* example) {
        return example->key;
    });
    std::vector<std::vector<LossPack>> batches;
    std::int64_t tokens = m_options.batch_tokens; // so that the first pack opens a batch
    for (LossPack& pack : packExamples(order, m_options.max_pack_tokens, combinedTokens(), stop)) {
        if (tokens + static_cast<std::int64_t>(pack.pack.size()) / 2 > m_options.batch_tokens) {
            batches.emplace_back();
            tokens = 0;
        }
        tokens += static_cast<std::int64_t>(pack.pack.size());
        batches.back().push_back(std::move(pack));
    }
    return batches;
}

TrainReport EpochTrainer::run(const std::stop_token& stop, ProgressSink progress) {
    if (m_parts.train.empty())
        throw Error("There is nothing to train on: no labelled step outside the test split.");
    if ((m_options.resume && m_state.exists()) || (m_options.resume_same && m_state.isSame()))
        restore();
    m_session_begin = Clock::now();
    ProgressThrottle throttle(std::move(progress));
    try {
        while (m_epoch < m_options.epochs && !m_report.stopped_early) {
            trainEpoch(stop, throttle);
            finishEpoch(stop, throttle);
        }
    } catch (const Cancelled&) {
        if (m_skipped.goesWell() &&
            m_state.quick(m_core.state())) // else what was saved last will do: stopping comes first
            save();
        throw;
    }
    m_skipped.requireAny(m_report.optimizer_steps);
    m_report.skipped_steps = m_skipped.count();
    if (m_report.best_epoch == 0) // no epoch's validation was finite
        m_report.best_epoch = m_epoch;
    if (m_report.best_epoch != m_epoch && m_state.loadBest(masters(m_core.parameters())))
        m_core.restored(m_report.optimizer_steps);
    m_report.seconds = elapsed();
    double training_seconds = 0;
    for (const EpochReport& epoch : m_report.epochs)
        training_seconds += epoch.seconds;
    m_report.tokens_per_s = static_cast<double>(m_tokens_done) / std::max(1e-9, training_seconds);
    m_report.ratings_per_s = static_cast<double>(m_report.ratings) * static_cast<double>(m_report.epochs.size()) /
                             std::max(1e-9, training_seconds);
    m_report.fit = m_set.fit;
    m_report.tokens = m_epoch_tokens + m_validation_tokens;
    m_report.data_fingerprint = m_set.fingerprint;
    return m_report;
}

void EpochTrainer::trainEpoch(const std::stop_token& stop, ProgressThrottle& throttle) {
    const auto batches = batchesOf(m_epoch, stop);
    const auto count = static_cast<std::int64_t>(batches.size());
    m_epoch_tokens = 0;
    for (const auto& batch : batches)
        for (const LossPack& pack : batch)
            m_epoch_tokens += static_cast<std::int64_t>(pack.pack.size());
    std::int64_t tokens = 0;
    for (std::int64_t index = 0; index < count; ++index) {
        const auto& batch = batches[static_cast<std::size_t>(index)];
        for (const LossPack& pack : batch)
            tokens += static_cast<std::int64_t>(pack.pack.size());
        if (index < m_batch)
            continue; // done before the run was interrupted
        trainBatch(batch, index, count, stop);
        report(throttle, tokens);
        if (m_state.due() && m_skipped.goesWell())
            save(stop);
    }
}

void EpochTrainer::trainBatch(const std::vector<LossPack>& batch, std::int64_t index, std::int64_t count,
                              const std::stop_token& stop) {
    throwIfStopped(stop);
    const auto begin = Clock::now();
    const double share = scheduleAt(m_epoch * count + index, m_options.epochs * count, m_options.warmup_share, 1.0);
    const BatchResult result = m_core.trainBatch(batch, m_options.learning_rate * share, 0, stop);
    m_epoch_seconds += std::chrono::duration<double>(Clock::now() - begin).count();
    m_report.optimizer_steps += result.stepped;
    m_batch = index + 1;
    m_skipped.note(result, "batch " + std::to_string(index + 1) + " of " + std::to_string(count) + " of epoch " +
                               std::to_string(m_epoch + 1));
    if (!result.stepped)
        return;
    const double loss = result.sum.mean();
    m_recent_loss = m_recent_loss < 0 ? loss : m_recent_loss + kNewest * (loss - m_recent_loss);
    m_epoch_loss += result.sum;
}

void EpochTrainer::report(ProgressThrottle& throttle, std::int64_t tokens_done) const {
    throttle.report({.stage = Stage::Training,
                     .subject = subjectOf(m_options.kind),
                     .epoch = m_epoch + 1,
                     .epochs = m_options.epochs,
                     .done = tokens_done,
                     .total = m_epoch_tokens,
                     .unit = Unit::Tokens,
                     .units_per_s = m_epoch_seconds > 0 ? static_cast<double>(tokens_done) / m_epoch_seconds : 0,
                     .loss = m_recent_loss >= 0 ? std::optional(m_recent_loss) : std::nullopt,
                     .skipped = m_skipped.count(),
                     .note = m_skipped.text()});
}

void EpochTrainer::finishEpoch(const std::stop_token& stop, ProgressThrottle& throttle) {
    EpochReport epoch;
    epoch.epoch = m_epoch + 1;
    if (m_epoch_loss.weight > 0)
        epoch.train_loss = m_epoch_loss.mean();
    epoch.seconds = m_epoch_seconds;
    epoch.validation_note = m_parts.note;
    const bool finite = m_parts.validation.empty() || validate(epoch, stop, throttle);
    const bool better = finite &&
                        (!epoch.validation_loss || m_report.best_epoch == 0 || *epoch.validation_loss < m_best_loss);
    if (better) {
        m_report.best_epoch = epoch.epoch;
        m_best_loss = epoch.validation_loss.value_or(0);
        m_bad_epochs = 0;
        if (epoch.validation_loss && m_epoch + 1 < m_options.epochs)
            m_state.saveBest(masters(m_core.parameters()), stop);
    } else {
        ++m_bad_epochs;
        m_report.stopped_early = m_options.patience > 0 && m_bad_epochs >= m_options.patience;
    }
    m_report.epochs.push_back(epoch);
    m_tokens_done += m_epoch_tokens;
    ++m_epoch;
    m_batch = 0;
    m_epoch_loss = {};
    m_epoch_seconds = 0;
}

bool EpochTrainer::validate(EpochReport& report_to, const std::stop_token& stop, ProgressThrottle& throttle) {
    LossSum sum;
    std::vector<double> scores;
    std::int64_t done = 0, bad = 0;
    m_validation_tokens = 0;
    for (const Example* example : m_parts.validation) {
        bad += !validateOne(*example, sum, scores, stop);
        throttle.report({.stage = Stage::Validating,
                         .done = ++done,
                         .total = std::ssize(m_parts.validation),
                         .unit = Unit::Problems});
    }
    if (bad > 0) { // a figure over the others would look as if all were well
        report_to.validation_note = "not finite (NaN or infinite) for " + std::to_string(bad) + " of " +
                                    std::to_string(done) + " validation problems";
        return false;
    }
    report_to.validation_loss = sum.weight > 0 ? std::optional(sum.loss / sum.weight) : std::nullopt;
    if (!scores.empty())
        setAuc(report_to, m_parts.validation, scores);
    return true;
}

bool EpochTrainer::validateOne(const Example& example, LossSum& sum, std::vector<double>& scores,
                               const std::stop_token& stop) {
    std::vector<double> at_token(example.tree.tokens.size(), 0.0);
    std::vector<bool> wanted(at_token.size(), false);
    for (const Example::Check& check : example.checks)
        wanted[static_cast<std::size_t>(check.token)] = true;
    bool finite = true;
    for (const LossPack& pack : packExamples({&example}, m_options.max_pack_tokens, combinedTokens(), stop)) {
        m_validation_tokens += std::ssize(pack.pack.tokens);
        std::vector<std::int64_t> rows;
        for (std::size_t token = 0; token < pack.pack.size(); ++token)
            if (pack.pack.origin[token].owned && wanted[static_cast<std::size_t>(pack.pack.origin[token].source)])
                rows.push_back(static_cast<std::int64_t>(token));
        at::Tensor p;
        const LossSum part = m_core.evaluate(pack, stop, rows, p);
        sum += part;
        finite = finite && std::isfinite(part.loss);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const at::Tensor row = p[static_cast<std::int64_t>(i)];
            const double score = m_options.kind == TrainKind::Prm ? 1 - row[0].item<double>() : row[1].item<double>();
            at_token[static_cast<std::size_t>(pack.pack.origin[static_cast<std::size_t>(rows[i])].source)] = score;
            finite = finite && std::isfinite(score);
        }
    }
    for (const Example::Check& check : example.checks)
        scores.push_back(at_token[static_cast<std::size_t>(check.token)]);
    return finite;
}

void EpochTrainer::save(const std::stop_token& stop) {
    json epochs = json::array();
    for (const EpochReport& epoch : m_report.epochs)
        epochs.push_back(toJson(epoch));
    const json progress = {{"epoch", m_epoch},
                           {"batch", m_batch},
                           {"loss", m_epoch_loss.loss},
                           {"weight", m_epoch_loss.weight},
                           {"epoch_seconds", m_epoch_seconds},
                           {"seconds", elapsed()},
                           {"bad_epochs", m_bad_epochs},
                           {"best_loss", m_best_loss},
                           {"best_epoch", m_report.best_epoch},
                           {"stopped_early", m_report.stopped_early},
                           {"tokens_done", m_tokens_done},
                           {"epoch_tokens", m_epoch_tokens},
                           {"validation_tokens", m_validation_tokens},
                           {"optimizer_steps", m_report.optimizer_steps},
                           {"skipped_steps", m_skipped.count()},
                           {"epochs", epochs}};
    m_state.save(m_core.state(), progress, stop);
}

void EpochTrainer::restore() {
    const json j = m_state.load(m_core.state());
    m_epoch = j.at("epoch");
    m_batch = j.at("batch");
    m_epoch_loss = {j.at("loss"), j.at("weight")};
    m_epoch_seconds = j.at("epoch_seconds");
    m_seconds_before = j.at("seconds");
    m_bad_epochs = j.at("bad_epochs");
    m_best_loss = j.at("best_loss");
    m_report.best_epoch = j.at("best_epoch");
    m_report.stopped_early = j.at("stopped_early");
    m_tokens_done = j.at("tokens_done");
    m_epoch_tokens = j.value("epoch_tokens", std::int64_t{0});
    m_validation_tokens = j.value("validation_tokens", std::int64_t{0});
    m_report.optimizer_steps = j.at("optimizer_steps");
    m_skipped.restore(j.value("skipped_steps", std::int64_t{0}));
    for (const json& epoch : j.at("epochs"))
        m_report.epochs.push_back(epochFromJson(epoch));
    m_core.restored(m_report.optimizer_steps);
}

} // namespace stepmark
