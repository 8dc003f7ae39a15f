// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a spec's fields are called and may be: the one description that its JSON is written and read by, and from which
// the command line takes its limits. A new option is a member, a line here, and its words there and in the form.
// The keys lie in projects: an old one keeps its name and its meaning.
//
// Thread rule: pure functions.
#pragma once

#include "model/run/evaluate_spec.h"
#include "model/run/json_fields.h"
#include "model/run/round_spec.h"
#include "model/run/study_spec.h"
#include "model/run/train_spec.h"

namespace stepmark {

using run::Limits;

template <class Fields>
void fields(Fields& f, ReadingChoice& reading) {
    f("layout", reading.layout);
    f("classes", reading.classes);
}

/// Those of whatever runs a network: of ComputeChoice and of TrainOptions.
template <class Fields, class Options>
void computeFields(Fields& f, Options& options) {
    f("precision", options.precision);
    f("device", options.device, kDevices);
    f("threads", options.threads, Limits{0, 1024});
}

template <class Fields>
void fields(Fields& f, ComputeChoice& choice) {
    computeFields(f, choice);
}

/// Of these options kind, seed and filter belong to the run that they are part of; resume and the folders of a run's
/// state say how it is done, not what.
template <class Fields>
void fields(Fields& f, TrainOptions& train) {
    f("mode", train.mode);
    f("base", train.base);
    f("layers", train.layers, Limits{0, 100'000});
    f("out", train.out);
    f("epochs", train.epochs, Limits{0, 1000});
    f("learning_rate", train.learning_rate, Limits{0.0, 10.0});
    f("weight_decay", train.weight_decay, Limits{0.0, 1.0});
    f("batch_tokens", train.batch_tokens, Limits{0, 100'000'000});
    f("max_pack_tokens", train.max_pack_tokens, Limits{0, 1'000'000});
    f("validation_share", train.validation_share, Limits{0.0, 0.9});
    f("patience", train.patience, Limits{0, 1000});
    f("too_long", train.too_long);
    f("class_weights", train.class_weights);
    f("after_error", train.after_error);
    computeFields(f, train);
    f.object("reading", train.reading);
}

template <class Fields>
void fields(Fields& f, SelectionOptions& selection) {
    f("strategy", selection.strategy);
    f("count", selection.count, Limits{1, 10'000'000});
    f("mix", selection.wrong_share, Limits{0.0, 1.0});
    f("per_problem", selection.per_problem, Limits{0, 1'000'000});
    f("seed", selection.seed);
}

template <class Fields>
void fields(Fields& f, ControlOptions& control) {
    f("overlap", control.overlap_share, Limits{0.0, 1.0});
    f("overlap_labelers", control.overlap_labelers, Limits{2, 100});
    f("gold", control.gold_items, Limits{0, 10'000});
}

template <class Fields>
void fields(Fields& f, LabelerSpec& labeler) {
    f("oracle", labeler.oracle);
    f("scores", labeler.scores);
    f("threshold", labeler.threshold, Limits{0.0, 1.0});
    f("name", labeler.name);
    f("as_person", labeler.as_person);
    f("error_rate", labeler.error_rate, Limits{0.0, 1.0});
    f("seed", labeler.seed);
}

template <class Fields>
void fields(Fields& f, RoundSpec& round) {
    fields(f, round.selection);
    fields(f, round.control);
    f("by", round.rule);
    f("neutral", round.neutral);
    f("samples", round.samples, Limits{0, 4096});
    f("generator", round.generator);
    f.object("train", round.train);
    f("orm", round.orm);
    f.object("labeler", round.labeler);
}

template <class Fields>
void fields(Fields& f, TrainSpec& train) {
    f("kind", train.options.kind);
    fields(f, train.options);
    f("seed", train.options.seed);
    f("answers", train.options.filter);
    f("problems", train.problems, Limits{0, 1'000'000'000});
    f("per_problem", train.per_problem, Limits{0, 1'000'000'000});
}

template <class Fields>
void fields(Fields& f, LadderModel& model) {
    f("folder", model.folder);
    f("layers", model.layers, Limits{0, 100'000});
}

template <class Fields>
void fields(Fields& f, StudySpec& study) {
    f("task", study.task);
    f.objects("ladder", study.ladder);
    f("way", study.way);
    f("reading", study.reading);
    f("methods", study.methods);
    f("seeds", study.seeds);
    f("supervisors", study.supervisors, Limits{0, 1000});
    f("examples", study.examples, Limits{0, 1'000'000'000});
    f("tune_epochs", study.tune_epochs, Limits{0, 1000});
    f("alpha", study.alpha, Limits{0.0, 1.0});
    f("epochs", study.epochs, Limits{1, 1000});
    f("top_layers", study.top_layers, Limits{0, 100'000});
    f("learning_rate", study.learning_rate, Limits{0.0, 10.0});
    fields(f, study.compute);
}

template <class Fields>
void fields(Fields& f, EvaluateSpec& evaluate) {
    f("checkpoint", evaluate.checkpoint);
    f("scores", evaluate.scores);
    f("by", evaluate.rule);
    f("neutral", evaluate.neutral);
    f("n", evaluate.ns, Limits{1, 1'000'000});
    f("split", evaluate.split);
    f("seed", evaluate.seed);
    f("processbench", evaluate.processbench);
    f("fit_share", evaluate.fit_share, Limits{0.01, 0.9});
    f("threshold", evaluate.threshold, Limits{0.0, 1.0});
    fields(f, evaluate.compute);
    f.object("reading", evaluate.reading);
}

} // namespace stepmark
