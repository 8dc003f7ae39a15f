// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/limits.h"
#include "app/stepmarkctl/options.h"
#include "app/stepmarkctl/spec_option.h"
#include "app/work/labelling.h"
#include "app/work/queueing.h"
#include "app/work/round.h"
#include "app/work/round_plan.h"
#include "app/work/round_record.h"
#include "app/work/scoring.h"
#include "model/domain/error.h"
#include "model/files/input_file.h"
#include "storage/score_sources.h"

namespace stepmark::ctl {

namespace {

struct QueueCommand {
    std::string project;
    std::filesystem::path checkpoint;
    std::string scores;
    work::QueueRequest request;
};
Json runQueue(Context& context, const QueueCommand& command) {
    if (!command.checkpoint.empty() && !command.scores.empty())
        throw UsageError("Give one of --checkpoint DIR and --scores NAME, not both.");
    if (command.request.selection.strategy == SelectionStrategy::Uniform &&
        !(command.checkpoint.empty() && command.scores.empty()))
        throw UsageError("--strategy uniform draws without any score: leave --checkpoint and --scores out.");
    work::QueueRequest request = command.request;
    return runJob(context, command.project, "queue", [&](Work& work) {
        if (!command.checkpoint.empty() && !(request.model = work::modelOf(work, command.checkpoint)))
            throw Error(command.checkpoint.string() +
                        " has not scored this pool: run 'stepmarkctl score' with it first.");
        if (!command.scores.empty())
            request.model = storage::scoreSource(work.project, command.scores).model;
        return work::queue(work, request);
    });
}

struct LabelCommand {
    std::string project;
    work::LabelRequest request;
};
void requireOneLabeler(const LabelerSpec& labeler) {
    if (labeler.oracle == !labeler.scores.empty())
        throw UsageError("Give one of --oracle and --scores FILE or NAME.");
}
Json runLabel(Context& context, const LabelCommand& command) {
    requireOneLabeler(command.request.by);
    return runJob(context, command.project, "label", [&](Work& work) { return work::label(work, command.request); });
}

struct RoundCommand {
    std::string project;
    bool plan = false;
    SpecOption file;
    LabelerSpec labeler;
    RoundSpec spec;
};
/// Whether anything was chosen: what a round is, not on which project, or how it is run.
bool choicesGiven(const RoundCommand& command) {
    const auto options = command.file.command->get_options();
    return std::any_of(options.begin(), options.end(), [](const CLI::Option* option) {
        const std::string name = option->get_name();
        return option->count() > 0 && name != "PROJECT" && name != "--resume" && name != "--plan";
    });
}

RoundSpec specOf(const Context& context, const RoundCommand& command) {
    RoundSpec by_options = command.spec;
    if (command.labeler.oracle || !command.labeler.scores.empty())
        by_options.labeler = command.labeler;
    const RoundSpec spec = chosenSpec(command.file, by_options, context.stop.get_token());
    if (spec.labeler) {
        requireOneLabeler(*spec.labeler);
        if (files::isReadOnce(spec.labeler->scores))
            throw UsageError(
                "A round may have to be gone on with, and a pipe can be read only once: give --scores a file.");
    }
    if (!spec.orm) // whose network they are for as well
        requireChoices(spec.train);
    return spec;
}

/// The unfinished round keeps its own choices; others are refused, not silently left out.
bool goesOn(Work& work, const RoundCommand& command, const RoundSpec& spec) {
    if (!command.spec.train.resume)
        return false;
    const auto record = work::RoundRecord::load(work.project);
    if (!record && choicesGiven(command))
        return false;
    if (record && choicesGiven(command) && record->spec != work::checked(spec))
        throw Error("The unfinished round was begun with other choices: go on with --resume alone, or leave it out to "
                    "start anew.");
    return true;
}

Json runRound(Context& context, const RoundCommand& command) {
    const RoundSpec spec = specOf(context, command);
    if (command.plan)
        return readOn(context, command.project, [&](Work& work) {
            return goesOn(work, command, spec) ? work::resumePlan(work) : work::roundPlan(work, spec);
        });
    if (!command.spec.train.resume || choicesGiven(command))
        context.spec = toJson(spec);
    return runJob(context, command.project, "round", [&](Work& work) {
        return goesOn(work, command, spec) ? work::resumeRound(work) : work::round(work, spec);
    });
}

void addLabelerOptions(CLI::App* command, LabelerSpec& labeler) {
    command->add_flag("--oracle", labeler.oracle, "The built-in sample's oracle");
    command
        ->add_option("--scores", labeler.scores,
                     "Step scores of a stronger model: JSONL of problem_id, candidate, step_scores; - for standard "
                     "input; or the "
                     "name of a score source of the project, as 'status' lists them")
        ->default_str("none");
    command
        ->add_option("--threshold", labeler.threshold, "With --scores: the probability below which a step is negative")
        ->check(limitsOf<LabelerSpec>("threshold"))
        ->capture_default_str();
    command->add_option("--labeler", labeler.name, "Their name, where several label")
        ->default_str("oracle, or scores of FILE or NAME");
    command->add_flag("--as-person", labeler.as_person,
                      "Count them as a person, to rehearse: screened, given gold, compared with others");
    command->add_option("--error-rate", labeler.error_rate, "Share of the steps that they get wrong, for trying out")
        ->check(limitsOf<LabelerSpec>("error_rate"))
        ->capture_default_str();
    command->add_option("--label-seed", labeler.seed, "Seed of these errors")->capture_default_str();
}

} // namespace

void addLoopCommands(Registry& registry) {
    const auto queue = std::make_shared<QueueCommand>();
    auto* command = registry.add(
        {"queue", "Choose what to label next", "queue algebra.stepmark --count 50 --strategy convincing-wrong"}, queue,
        runQueue);
    command->add_option("PROJECT", queue->project, "Project file")->required();
    command->add_option("--checkpoint", queue->checkpoint, "Folder of the model whose scores count")
        ->default_str("the newest model's");
    command
        ->add_option("--scores", queue->scores,
                     "Instead: the name of a score source, as 'status' lists them: what an import or score --scores "
                     "brought")
        ->default_str("none");
    addSplit(command, queue->request.split, "Problems to choose from");
    addSelectionOptions(command, queue->request.selection, queue->request.rule, queue->request.neutral);
    addControlOptions(command, queue->request.control);

    const auto label = std::make_shared<LabelCommand>();
    command = registry.add(
        {"label", "Let a synthetic labeler work through the queue", "label demo.stepmark --oracle", Stopped::GoesOn},
        label, runLabel);
    command->add_option("PROJECT", label->project, "Project file")->required();
    addSplit(command, label->request.split, "Instead of the queue: every solution of this split")
        ->default_str("the queue");
    command
        ->add_option("--per-problem", label->request.per_problem,
                     "With --split: at most so many solutions of a problem; 0: all")
        ->check(Range(0, 1'000'000))
        ->capture_default_str();
    addLabelerOptions(command, label->request.by);

    const auto round = std::make_shared<RoundCommand>();
    command = registry.add(
        {"round",
         "Score, queue, label, train and evaluate in one go; without a labeler: train on the marks there are, score, "
         "evaluate and queue for people",
         "round algebra.stepmark --base models/SmolLM2-135M --mode full --count 50", Stopped::GoesOn},
        round, runRound);
    command->add_option("PROJECT", round->project, "Project file")->required();
    command->add_option("--samples", round->spec.samples, "New candidates a problem first; 0: the pool as it is")
        ->check(limitsOf<RoundSpec>("samples"))
        ->capture_default_str();
    command->add_option("--generator", round->spec.generator, "Base that these are sampled from")
        ->default_str("the sample's");
    command->add_option("--base", round->spec.train.base, "Base of the PRM, a Hugging Face folder")
        ->default_str("the shipped one");
    command->add_option("--out", round->spec.train.out, "Checkpoint folder")->default_str("PROJECT.models/round-N");
    command->add_flag("--orm", round->spec.orm, "Train an outcome model as well, to compare with");
    addPlan(command, round->plan, "Only say what the round would cost");
    addSpec(command, round->file);
    addSelectionOptions(command, round->spec.selection, round->spec.rule, round->spec.neutral);
    addControlOptions(command, round->spec.control);
    addTrainOptions(command, round->spec.train);
    addLabelerOptions(command, round->labeler);
}

} // namespace stepmark::ctl
