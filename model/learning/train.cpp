// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/train.h"

#include "model/base/lower_layers.h"
#include "model/learning/checkpoint_p.h"
#include "model/learning/computed_p.h"
#include "model/learning/epoch_report_json_p.h"
#include "model/learning/finished_run_p.h"
#include "model/learning/head_training_p.h"
#include "model/learning/hidden_cache.h"
#include "model/learning/options_p.h"
#include "model/learning/train_setup_p.h"
#include "model/learning/trained_on_p.h"
#include "model/learning/trainer/epoch_run_p.h"
#include "model/learning/trainer/epoch_source_p.h"

namespace stepmark {

using nlohmann::json;

namespace {

Subject subjectOf(TrainKind kind) {
    return kind == TrainKind::Prm ? Subject::Prm : kind == TrainKind::Orm ? Subject::Orm : Subject::Generator;
}

json fitsJson(const std::vector<HeadFit>& fits) {
    const auto number = [](const std::optional<double>& v) { return v ? json(*v) : json(nullptr); };
    json list = json::array();
    for (const HeadFit& fit : fits)
        list.push_back({{"penalty", fit.penalty},
                        {"train_loss", number(fit.train_loss)},
                        {"validation_loss", number(fit.validation_loss)},
                        {"taken", fit.taken}});
    return list;
}

json layersJson(const std::vector<HeadLayer>& layers) {
    const auto number = [](const std::optional<double>& v) { return v ? json(*v) : json(nullptr); };
    json list = json::array();
    for (const HeadLayer& one : layers)
        list.push_back({{"layer", one.layer},
                        {"validation_loss", number(one.validation_loss)},
                        {"validation_auc", number(one.validation_auc)},
                        {"validation_auc_within", number(one.validation_auc_within)},
                        {"taken", one.taken}});
    return list;
}

json runRecord(const TrainSetup& setup, const TrainReport& report) {
    json epochs = json::array();
    for (const EpochReport& epoch : report.epochs)
        epochs.push_back(toJson(epoch));
    json record = toJson(setup.options);
    if (!report.fits.empty())
        record["fits"] = fitsJson(report.fits);
    if (report.layers.size() > 1)
        record["layers_tried"] = layersJson(report.layers);
    record["epochs_report"] = epochs;
    record["best_epoch"] = report.best_epoch;
    record["stopped_early"] = report.stopped_early;
    record["optimizer_steps"] = report.optimizer_steps;
    record["skipped_steps"] = report.skipped_steps;
    record["ratings"] = report.ratings;
    record["tokens"] = report.tokens;
    record["seconds"] = report.seconds;
    record["precision"] = report.computed.precision;
    record["device"] = report.computed.device;
    record["threads"] = report.computed.threads;
    record["processor"] = report.computed.processor;
    record["products"] = report.computed.products.by;
    record["base"] = setup.options.base.filename().string();
    record["base_fingerprint"] = report.base_fingerprint;
    record["data_fingerprint"] = report.data_fingerprint;
    record["too_long_steps"] = report.fit.too_long.steps;
    record["too_long_ratings"] = report.fit.too_long.ratings;
    record["layout"] = toJson(setup.reading.layout);
    return record;
}

TrainReport trainOn(const TrainSetup& setup, const ExampleSet& set, const std::stop_token& stop,
                    ProgressSink progress) {
    const std::string base_fingerprint = modelFingerprint(setup.options.base, stop);
    json identity = toJson(setup.options);
    identity["data"] = set.fingerprint;
    identity["base"] = base_fingerprint;
    identity["precision"] = setup.compute.typeName();
    if (setup.reading.layout != kStepmarkLayout)
        identity["layout"] = toJson(setup.reading.layout);
    RunState state(setup.options.out, identity, setup.options.save_every_s);
    const TrainReport known{.computed = computedBy(setup.compute),
                            .data_fingerprint = set.fingerprint,
                            .base_fingerprint = base_fingerprint};
    if (auto before = finishedBefore(setup.options, runRecord(setup, known))) {
        state.remove();
        before->fit = set.fit;
        before->layout = setup.reading.layout;
        before->notes = setup.reading.notes;
        before->trained_on = trainedOn(partsOf(set, setup.options.validation_share), setup.options.kind);
        return std::move(*before);
    }
    TrainingCore core = makeCore(setup, stop);
    TrainReport report =
        runEpochs(set, setup.options, subjectOf(setup.options.kind), core, state, stop, std::move(progress));
    report.computed = computedBy(setup.compute);
    report.trained_on = trainedOn(partsOf(set, setup.options.validation_share), setup.options.kind);
    report.base_fingerprint = base_fingerprint;
    report.checkpoint = setup.options.out;
    report.layout = setup.reading.layout;
    report.notes = setup.reading.notes;
    const bool generator = setup.options.kind == TrainKind::Generator;
    writeCheckpoint(setup.options.out,
                    {setup.folder.config, std::string(generator ? "ForCausalLM" : classifierHead(setup.folder.config)),
                     classNames(setup.options.kind), core.parameters(), setup.compute.type, setup.options.base,
                     runRecord(setup, report)},
                    stop);
    state.remove();
    return report;
}

/// Too long for the base, more than the user takes: an Error.
ExampleSet fitting(const TrainSetup& setup, ExampleSet set) {
    requireFit(set.fit, setup.options.too_long, setup.options.base);
    return set;
}

} // namespace

void OutcomeTree::add(std::span<const std::string> steps, bool correct) {
    if (steps.empty())
        return;
    const auto leaf = static_cast<std::size_t>(tree.addPath(steps));
    right.resize(static_cast<std::size_t>(tree.size()), 0);
    wrong.resize(static_cast<std::size_t>(tree.size()), 0);
    ++(correct ? right : wrong)[leaf];
}

TrainReport trainPrm(const std::vector<LabelledTree>& trees, const TrainOptions& options, std::stop_token stop,
                     ProgressSink progress) {
    const TrainSetup setup = setUp(options, TrainKind::Prm);
    const ExampleSet set = fitting(setup, prmExamples(trees, setup.tokenizer, setup.examples, stop));
    if (setup.options.mode == TrainMode::Head) {
        HeadResult result = trainHead(trees, set, setup.folder, setup.tokenizer, setup.options, setup.reading.layout,
                                      setup.compute, stop, std::move(progress));
        result.report.layout = setup.reading.layout;
        result.report.notes = setup.reading.notes;
        writeHeadCheckpoint(lowerLayers(setup.folder, result.layer), setup.options, result, classNames(TrainKind::Prm),
                            runRecord(setup, result.report), stop);
        return result.report;
    }
    return trainOn(setup, set, stop, std::move(progress));
}

TrainReport trainOrm(const std::vector<OutcomeTree>& trees, const TrainOptions& options, std::stop_token stop,
                     ProgressSink progress) {
    const TrainSetup setup = setUp(options, TrainKind::Orm);
    return trainOn(setup, fitting(setup, ormExamples(trees, setup.tokenizer, setup.examples, stop)), stop,
                   std::move(progress));
}

TrainReport trainGenerator(const std::vector<OutcomeTree>& trees, const TrainOptions& options, std::stop_token stop,
                           ProgressSink progress) {
    const TrainSetup setup = setUp(options, TrainKind::Generator);
    return trainOn(setup, fitting(setup, generatorExamples(trees, setup.tokenizer, setup.examples, stop)), stop,
                   std::move(progress));
}

} // namespace stepmark
