// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/head_fit_p.h"

#include "model/domain/error.h"
#include "model/domain/metrics.h"
#include "model/learning/linear_fit_p.h"
#include "model/learning/trainer/validator_p.h"

#include <cmath>
#include <limits>

namespace stepmark {

namespace {

double crossEntropyOf(const at::Tensor& logits, const at::Tensor& classes) {
    return at::cross_entropy_loss(logits, classes).item<double>();
}

/// Of the whole, each row's: all the same, or by inverse frequency of its class.
at::Tensor rowShares(const at::Tensor& y, std::int64_t classes, bool balanced) {
    if (!balanced)
        return at::full({y.size(0)}, 1.0 / static_cast<double>(y.size(0)));
    const at::Tensor counts = at::bincount(y, {}, classes).to(at::kFloat); // [C]
    const double present = (counts > 0).sum().item<double>();
    const at::Tensor weights = static_cast<double>(y.size(0)) / (present * counts.clamp_min(1));
    return weights.index_select(0, y) / static_cast<double>(y.size(0));
}

void setMetrics(EpochReport& report, const HeadRows& rows, const at::Tensor& logits) {
    if (!at::isfinite(logits).all().item<bool>()) {
        report.validation_note = "not finite (NaN or infinite)";
        return;
    }
    const at::Tensor good = 1 - logits.softmax(1).select(1, 0); // [n]
    std::vector<ScoredLabel> labels;
    for (std::size_t i = 0; i < rows.y.size(); ++i)
        labels.push_back({rows.groups[i], good[static_cast<std::int64_t>(i)].item<double>(), rows.y[i] != 0});
    report.validation_loss = crossEntropyOf(logits, rows.classes());
    report.validation_auc = auc(labels);
    report.validation_auc_within = aucWithinGroups(labels);
    sayWhyNoAuc(report);
}

void requireClasses(const HeadRows& rows, std::int64_t classes) {
    for (const std::int64_t one : rows.y)
        if (one < 0 || one >= classes)
            throw Error("A row has class " + std::to_string(one) + ", and the head knows " + std::to_string(classes) +
                        ", from 0 on.");
}

} // namespace

at::Tensor HeadRows::features(std::int64_t width) const {
    return at::tensor(x, at::kFloat).view({static_cast<std::int64_t>(y.size()), width});
}

at::Tensor HeadRows::classes() const { return at::tensor(y, at::kLong); }

HeadResult fitHead(const HeadData& data, const HeadOptions& options, const std::stop_token& stop,
                   ProgressThrottle& throttle) {
    if (options.classes < 2)
        throw Error("A head needs at least two classes to tell apart, not " + std::to_string(options.classes) + ".");
    requireClasses(data.train, options.classes);
    requireClasses(data.validation, options.classes);
    const at::Tensor rows = data.train.features(options.width), y = data.train.classes();
    const at::Tensor shares = rowShares(y, options.classes, options.class_weights);
    const bool choose = !data.validation.y.empty();
    const at::Tensor check = choose ? data.validation.features(options.width) : rows;
    const at::Tensor check_y = choose ? data.validation.classes() : y;
    const LogitLoss told = crossEntropyTo(at::one_hot(y, options.classes) * shares.unsqueeze(1));
    LinearFit fits(rows, shares, {.outputs = options.classes, .bias = options.bias, .centred = options.bias});
    HeadResult result;
    double best = std::numeric_limits<double>::infinity();
    const std::vector<double> penalties =
        choose ? std::vector<double>{1.0, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001} : std::vector<double>{0.1};
    std::int64_t tried = 0;
    for (const double penalty : penalties) {
        const LinearHead head = fits.fit(told, penalty, stop);
        const at::Tensor logits = head.logits(check);
        const double loss = crossEntropyOf(logits, check_y);
        HeadFit& fit = result.report.fits.emplace_back(HeadFit{.penalty = penalty});
        throttle.report({.stage = Stage::Training,
                         .subject = Subject::Head,
                         .done = ++tried,
                         .total = std::ssize(penalties),
                         .unit = Unit::Fits,
                         .loss = loss});
        if (!std::isfinite(loss) || !head.isFinite()) {
            ++result.report.skipped_steps;
            continue;
        }
        fit.train_loss = crossEntropyOf(head.logits(rows), y);
        if (choose)
            fit.validation_loss = loss;
        if (loss >= best)
            break; // the penalties fall: from here on it only overfits more
        best = loss;
        for (HeadFit& other : result.report.fits)
            other.taken = &other == &fit;
        result.penalty = penalty;
        result.weight = head.weight;
        result.bias = head.bias;
        EpochReport epoch;
        epoch.epoch = 1;
        epoch.train_loss = fit.train_loss;
        if (choose)
            setMetrics(epoch, data.validation, logits);
        result.report.epochs = {epoch};
    }
    return result;
}

} // namespace stepmark
