// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/trainer/validator_p.h"

#include "model/domain/metrics.h"

#include <cmath>

namespace stepmark {

namespace {

/// `scores[i]` belongs to check i of all examples in order.
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

} // namespace

void sayWhyNoAuc(EpochReport& report) {
    if (!report.validation_auc)
        report.validation_note = "no AUC: all that validates is of one kind";
    else if (!report.validation_auc_within)
        report.validation_note = "no AUC within a problem: no problem that validates has both kinds";
}

bool Validator::validate(EpochReport& report, const std::stop_token& stop) {
    m_tokens = 0;
    if (m_examples.empty())
        return true;
    LossSum sum;
    std::vector<double> scores;
    std::int64_t done = 0, bad = 0;
    for (const Example* example : m_examples) {
        bad += !validateOne(*example, sum, scores, stop);
        m_progress.report(
            {.stage = Stage::Validating, .done = ++done, .total = std::ssize(m_examples), .unit = Unit::Problems});
    }
    if (bad > 0) { // a figure over the others would look as if all were well
        report.validation_note = "not finite (NaN or infinite) for " + std::to_string(bad) + " of " +
                                 std::to_string(done) + " validation problems";
        return false;
    }
    report.validation_loss = sum.weight > 0 ? std::optional(sum.loss / sum.weight) : std::nullopt;
    if (!scores.empty())
        setAuc(report, m_examples, scores);
    return true;
}

bool Validator::validateOne(const Example& example, LossSum& sum, std::vector<double>& scores,
                            const std::stop_token& stop) {
    std::vector<double> at_token(example.tree.tokens.size(), 0.0);
    std::vector<bool> wanted(at_token.size(), false);
    for (const Example::Check& check : example.checks)
        wanted[static_cast<std::size_t>(check.token)] = true;
    bool finite = true;
    for (const LossPack& pack : packExamples({&example}, m_options.max_pack_tokens, m_options.combined_tokens, stop)) {
        m_tokens += std::ssize(pack.pack.tokens);
        std::vector<std::int64_t> rows;
        for (std::size_t token = 0; token < pack.pack.size(); ++token)
            if (pack.pack.origin[token].owned && wanted[static_cast<std::size_t>(pack.pack.origin[token].source)])
                rows.push_back(static_cast<std::int64_t>(token));
        at::Tensor p;
        const LossSum part = m_core.evaluate(pack, stop, rows, p);
        sum += part;
        finite = finite && std::isfinite(part.loss);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const double score = m_options.score(p[static_cast<std::int64_t>(i)]);
            at_token[static_cast<std::size_t>(pack.pack.origin[static_cast<std::size_t>(rows[i])].source)] = score;
            finite = finite && std::isfinite(score);
        }
    }
    for (const Example::Check& check : example.checks)
        scores.push_back(at_token[static_cast<std::size_t>(check.token)]);
    return finite;
}

} // namespace stepmark
