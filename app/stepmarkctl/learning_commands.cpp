// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/limits.h"
#include "app/stepmarkctl/options.h"
#include "app/stepmarkctl/spec_option.h"
#include "app/work/evaluation.h"
#include "app/work/evaluation_input.h"
#include "app/work/generation.h"
#include "app/work/process_bench.h"
#include "app/work/scoring.h"
#include "app/work/training.h"
#include "model/files/target.h"
#include "storage/score_sources.h"

namespace stepmark::ctl {

namespace {

struct GenerateCommand {
    std::string project;
    bool plan = false;
    work::GenerateRequest request;
};
Json runGenerate(Context& context, const GenerateCommand& command) {
    if (command.plan)
        return readOn(context, command.project, [&](Work& work) { return work::generatePlan(work, command.request); });
    return runJob(context, command.project, "generate",
                  [&](Work& work) { return work::generate(work, command.request); });
}

struct TrainCommand {
    std::string project;
    bool plan = false;
    bool aside = false;
    std::string examples; ///< file to write them to, instead of training; empty: none
    SpecOption file;
    TrainSpec spec;
};
std::filesystem::path absoluteOrEmpty(const std::filesystem::path& path) {
    return path.empty() ? path : std::filesystem::absolute(path).lexically_normal();
}

Json shown(TrainSpec spec) {
    spec.options.base = absoluteOrEmpty(spec.options.base);
    spec.options.out = absoluteOrEmpty(spec.options.out);
    return toJson(spec);
}

Json runTrain(Context& context, const TrainCommand& command) {
    TrainSpec spec = chosenSpec(command.file, command.spec, context.stop.get_token());
    TrainOptions& options = spec.options;
    if (command.file.file.empty() && command.file.command->count("--kind") == 0)
        throw UsageError("Say what is trained: --kind prm, orm or generator.");
    options.resume = command.spec.options.resume;
    requireChoices(options);
    if (options.base.empty())
        options.base = work::shippedModel("stepmark-base");
    const bool writes = !command.examples.empty();
    if (writes && (command.plan || !options.out.empty() || options.resume))
        throw UsageError("--examples-to trains nothing: give it without --plan, --out and --resume.");
    if (!command.plan && !writes && options.out.empty())
        throw UsageError("Say where the checkpoint goes: --out DIR.");
    context.spec = shown(spec);
    context.data_on_stdout = writes && files::isStandardOutput(command.examples);
    if (writes)
        return readOn(context, command.project,
                      [&](Work& work) { return work::writeTraining(work, {.spec = spec}, command.examples); });
    const auto run = [&](Work& work) {
        Json result = command.plan ? work::trainPlan(work, {.spec = spec})
                                   : work::train(work, {.spec = spec, .aside = command.aside});
        result["spec"] = context.spec;
        if (const Json refused = result.value("refused", Json()); refused.is_string())
            throw FindingsError(refused.get<std::string>(), result, result);
        return result;
    };
    return command.plan ? readOn(context, command.project, run) : runJob(context, command.project, "train", run);
}

/// Options that would do nothing are refused.
void requireCheckpoint(const std::filesystem::path& checkpoint, const ReadingChoice& reading) {
    if (checkpoint.empty() && reading != ReadingChoice{})
        throw UsageError("--layout and --classes say how a checkpoint is read: give one with --checkpoint DIR.");
}

struct ScoreCommand {
    std::string project;
    bool plan = false;
    work::ScoreRequest request;
};
Json runScore(Context& context, const ScoreCommand& command) {
    if (!command.request.checkpoint.empty() && !command.request.scores.empty())
        throw UsageError("Give one of --checkpoint DIR and --scores FILE, not both.");
    requireCheckpoint(command.request.checkpoint, command.request.reading);
    if (command.plan && !command.request.scores.empty())
        throw UsageError("A file of scores costs nothing to plan: give --checkpoint DIR.");
    if (command.plan)
        return readOn(context, command.project, [&](Work& work) { return work::scorePlan(work, command.request); });
    return runJob(context, command.project, "score", [&](Work& work) { return work::score(work, command.request); });
}

struct EvaluateCommand {
    std::string project;
    bool plan = false;
    SpecOption file;
    EvaluateSpec spec;
};
void requireSound(const EvaluateSpec& spec, const std::string& project) {
    if (project.empty() && spec.processbench.empty())
        throw UsageError("Name a project, or a file with --processbench.");
    if (!project.empty() && !spec.processbench.empty())
        throw UsageError("A ProcessBench file is evaluated by itself: leave " + project +
                         " out, or --processbench. Its rows come into a project with 'stepmarkctl import'.");
    requireCheckpoint(spec.checkpoint, spec.reading);
    if (!spec.scores.empty() && (!spec.checkpoint.empty() || !spec.processbench.empty()))
        throw UsageError("--scores NAME takes the place of a model: give it without --checkpoint and --processbench.");
    if (!spec.processbench.empty() && spec.checkpoint.empty())
        throw UsageError("ProcessBench is evaluated with a model: --checkpoint DIR.");
}

Json shown(EvaluateSpec spec) {
    spec.checkpoint = absoluteOrEmpty(spec.checkpoint);
    if (spec.processbench != "-") // standard input
        spec.processbench = absoluteOrEmpty(spec.processbench);
    return toJson(spec);
}

Json evaluated(Work& work, EvaluateSpec spec) {
    spec.split = work::evaluatedSplit(work, spec.split);
    work::ScoredModel scored;
    if (spec.scores.empty())
        scored = work::scoredBy(
            work,
            {.checkpoint = spec.checkpoint, .split = spec.split, .compute = spec.compute, .reading = spec.reading});
    else
        scored.model = storage::scoreSource(work.project, spec.scores).model;
    Json result = work::evaluate(work, {.spec = spec, .model = scored.model});
    for (const char* key : {"classes", "layout", "notes"})
        if (scored.scoring.contains(key))
            result[key] = scored.scoring[key];
    result["spec"] = shown(spec);
    return result;
}

Json runEvaluate(Context& context, const EvaluateCommand& command) {
    const EvaluateSpec spec = chosenSpec(command.file, command.spec, context.stop.get_token());
    requireSound(spec, command.project);
    const auto with_spec = [&](Json result) {
        result["spec"] = shown(spec);
        return result;
    };
    if (!spec.processbench.empty())
        return with_spec((command.plan ? work::processBenchPlan
                                       : work::processBench)({context.stop.get_token(), context.progress}, spec));
    if (command.plan)
        return readOn(context, command.project, [&](Work& work) { return with_spec(work::evaluatePlan(work, spec)); });
    context.spec = shown(spec);
    return runJob(context, command.project, "evaluate", [&](Work& work) { return evaluated(work, spec); });
}

void addGenerate(Registry& registry) {
    const auto generate = std::make_shared<GenerateCommand>();
    auto& request = generate->request;
    auto* command = registry.add(
        {"generate", "Sample candidate solutions from a base; the same command goes on where one was interrupted",
         "generate algebra.stepmark --base models/SmolLM2-135M --samples 16 --few-shot 4", Stopped::GoesOn},
        generate, runGenerate);
    command->add_option("PROJECT", generate->project, "Project file")->required();
    command->add_option("--base", request.base, "Causal language model, a Hugging Face folder")
        ->default_str("the sample's generator");
    command
        ->add_option("--samples", request.samples,
                     "Candidates a problem; those that were drawn before with the same base, options and seed count")
        ->check(Range(1, 4096))
        ->capture_default_str();
    command->add_option("--temperature", request.temperature, "Sampling temperature; 0: always the most probable token")
        ->check(Range(0.0, 5.0))
        ->capture_default_str();
    command->add_option("--top-p", request.top_p, "Nucleus: the share of the probability that is sampled from")
        ->check(Range(0.01, 1.0))
        ->capture_default_str();
    command->add_option("--max-tokens", request.max_tokens, "Tokens a solution at most")
        ->check(Range(1, 100'000))
        ->capture_default_str();
    command->add_option("--few-shot", request.few_shot, "Worked examples put before each problem, drawn by seed")
        ->check(Range(0, 64))
        ->capture_default_str();
    addSplit(command, request.split, "Only problems of this split")->default_str("all");
    command->add_option("--seed", request.seed, "Seed")->capture_default_str();
    command->add_flag("--keep-unfinished", request.unfinished, "Keep solutions without a final answer");
    addPlan(command, generate->plan, "Only say what would be drawn");
    addCompute(command, request.compute);
}

void addTrain(Registry& registry) {
    const auto train = std::make_shared<TrainCommand>();
    auto& spec = train->spec;
    auto* command = registry.add({"train", "Train on the project's ratings or solutions",
                                  "train algebra.stepmark --kind prm --base models/SmolLM2-135M --out algebra-prm",
                                  Stopped::GoesOn},
                                 train, runTrain);
    command->add_option("PROJECT", train->project, "Project file")->required();
    addWord(command, "--kind", spec.options.kind, "Process or outcome reward model, or generator")
        ->default_str("required without --spec");
    command->add_option("--base", spec.options.base, "Hugging Face folder")->default_str("the shipped base");
    command->add_option("--out", spec.options.out, "Checkpoint folder; --plan needs none")
        ->default_str("required without --plan, --examples-to and --spec");
    command->add_option("--seed", spec.options.seed, "Seed")->capture_default_str();
    command->add_option("--problems", spec.problems, "PRM: only so many problems, drawn by seed; 0: all")
        ->check(limitsOf<TrainSpec>("problems"))
        ->capture_default_str();
    command
        ->add_option("--per-problem", spec.per_problem, "ORM, generator: solutions a problem, drawn uniformly; 0: all")
        ->check(limitsOf<TrainSpec>("per_problem"))
        ->capture_default_str();
    addWord(command, "--answers", spec.options.filter, "Generator: which solutions it is tuned on");
    command->add_flag(
        "--aside", train->aside,
        "Keep the model aside, as a grid's: rounds, queues and evaluations take it where it is named only");
    addPlan(command, train->plan, "Only say what the run would cost");
    command
        ->add_option(
            "--examples-to", train->examples,
            "Train nothing: write what would be trained on to this file, for stepmark-train on another machine; "
            "then train --resume with the folder that it leaves registers that")
        ->default_str("none");
    addTrainOptions(command, spec.options);
    addSpec(command, train->file);
}

void addScore(Registry& registry) {
    const auto score = std::make_shared<ScoreCommand>();
    auto* command = registry.add({"score", "Score every step of the pool, once a step",
                                  "score algebra.stepmark --checkpoint algebra-prm", Stopped::GoesOn},
                                 score, runScore);
    command->add_option("PROJECT", score->project, "Project file")->required();
    command->add_option("--checkpoint", score->request.checkpoint, "PRM or ORM folder")
        ->default_str("the newest PRM's");
    command
        ->add_option("--scores", score->request.scores,
                     "Instead: JSONL of problem_id, candidate, step_scores; - for standard input")
        ->default_str("none");
    addSplit(command, score->request.split, "Only problems of this split")->default_str("all");
    addCompute(command, score->request.compute);
    addReading(command, score->request.reading);
    addTooLong(command, score->request.too_long);
    addPlan(command, score->plan, "Only say what there is to score, and what is too long");
    command->add_flag("--again", score->request.again, "Also what this model has scored before");
}

void addEvaluate(Registry& registry) {
    const auto evaluate = std::make_shared<EvaluateCommand>();
    auto& spec = evaluate->spec;
    auto* command = registry.add({"evaluate", "Best-of-N and step metrics on held-out problems, or ProcessBench",
                                  "evaluate algebra.stepmark --checkpoint algebra-prm --n 1,4,16", Stopped::GoesOn},
                                 evaluate, runEvaluate);
    command->add_option("PROJECT", evaluate->project, "Project file")->default_str("none, with --processbench");
    command->add_option("--checkpoint", spec.checkpoint, "Folder of the model to score with first")
        ->default_str("the newest model, where it has not scored");
    command->add_option("--scores", spec.scores, "Instead: the name of a score source, as 'status' lists them")
        ->default_str("none");
    addScoring(command, spec.rule, spec.neutral);
    command->add_option("--n", spec.ns, "Values of N, comma-separated")
        ->delimiter(',')
        ->check(limitsOf<EvaluateSpec>("n"))
        ->default_str("1, 2, 4, ... up to the most that a problem has");
    addSplit(command, spec.split, "Held-out split");
    command->add_option("--seed", spec.seed, "Seed of the subsets and of ProcessBench's fitted part")
        ->capture_default_str();
    command
        ->add_option("--processbench", spec.processbench,
                     "Instead: a ProcessBench file, for F1 of the first error; - for standard input")
        ->default_str("none");
    command->add_option("--fit-share", spec.fit_share, "Share of the rows that the threshold is fitted on")
        ->check(limitsOf<EvaluateSpec>("fit_share"))
        ->capture_default_str();
    command
        ->add_option("--threshold", spec.threshold,
                     "Probability of negative that makes an error; nothing is fitted then")
        ->check(limitsOf<EvaluateSpec>("threshold"))
        ->default_str("fitted");
    addCompute(command, spec.compute);
    addReading(command, spec.reading);
    addPlan(command, evaluate->plan, "Only say what would be evaluated, and what is to be scored first");
    addSpec(command, evaluate->file);
}

} // namespace

void addLearningCommands(Registry& registry) {
    addGenerate(registry);
    addTrain(registry);
    addScore(registry);
    addEvaluate(registry);
}

} // namespace stepmark::ctl
