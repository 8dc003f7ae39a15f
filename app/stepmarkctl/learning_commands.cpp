// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/options.h"
#include "app/work/evaluation.h"
#include "app/work/evaluation_input.h"
#include "app/work/generation.h"
#include "app/work/prediction.h"
#include "app/work/process_bench.h"
#include "app/work/scoring.h"
#include "app/work/training.h"
#include "model/files/target.h"
#include "storage/score_sources.h"

namespace stepmark::ctl {

namespace {

work::FileWork fileWork(const Context& context) { return {context.stop.get_token(), context.progress}; }

struct GenerateCommand {
    std::string project;
    work::GenerateRequest request;
};
Json runGenerate(Context& context, const GenerateCommand& command) {
    return runJob(context, command.project, "generate",
                  [&](Work& work) { return work::generate(work, command.request); });
}

struct TrainCommand {
    std::string project;
    bool plan = false;
    work::TrainRequest request;
};
Json runTrain(Context& context, const TrainCommand& command) {
    work::TrainRequest request = command.request;
    request.options.kind = request.kind;
    requireChoices(request.options);
    if (request.options.base.empty())
        request.options.base = work::shippedModel("stepmark-base");
    if (command.plan)
        return readOn(context, command.project, [&](Work& work) { return work::trainPlan(work, request); });
    if (request.options.out.empty())
        throw UsageError("Say where the checkpoint goes: --out DIR.");
    return runJob(context, command.project, "train", [&](Work& work) { return work::train(work, request); });
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
    std::filesystem::path checkpoint;
    std::string scores; ///< instead: a score source
    work::EvaluateRequest request;
    work::ProcessBenchRequest processbench; ///< its file is empty where a project is evaluated
};
Json runEvaluate(Context& context, const EvaluateCommand& command) {
    work::ProcessBenchRequest processbench = command.processbench;
    processbench.checkpoint = command.checkpoint;
    processbench.seed = command.request.seed;
    if (command.project.empty() == processbench.file.empty())
        throw UsageError("Name a project, or a file with --processbench.");
    requireCheckpoint(command.checkpoint, processbench.reading);
    if (!command.scores.empty() && (!command.checkpoint.empty() || !processbench.file.empty()))
        throw UsageError("--scores NAME takes the place of a model: give it without --checkpoint and --processbench.");
    if (!processbench.file.empty()) {
        if (command.checkpoint.empty())
            throw UsageError("ProcessBench is evaluated with a model: --checkpoint DIR.");
        return work::processBench(fileWork(context), processbench);
    }
    return runJob(context, command.project, "evaluate", [&](Work& work) {
        work::EvaluateRequest request = command.request;
        request.split = work::evaluatedSplit(work, request.split);
        if (!command.scores.empty()) {
            request.model = storage::scoreSource(work.project, command.scores).model;
            return work::evaluate(work, request);
        }
        const auto scored = work::scoredBy(work, {.checkpoint = command.checkpoint,
                                                  .split = request.split,
                                                  .compute = processbench.compute,
                                                  .reading = processbench.reading});
        request.model = scored.model;
        Json result = work::evaluate(work, request);
        for (const char* key : {"classes", "layout", "notes"})
            if (scored.scoring.contains(key))
                result[key] = scored.scoring[key];
        return result;
    });
}

Json runPredict(Context& context, const work::PredictRequest& request) {
    context.data_on_stdout = files::isStandardOutput(request.out);
    return work::predict(fileWork(context), request);
}

std::optional<AnswerMatch> answerMatchFromText(std::string_view text) {
    return text == "form"      ? std::optional(AnswerMatch::SameForm)
           : text == "meaning" ? std::optional(AnswerMatch::SameMeaning)
                               : std::nullopt;
}

struct GradeCommand {
    std::string in, out;
    AnswerMatch match = AnswerMatch::SameForm;
};
Json runGrade(Context& context, const GradeCommand& command) {
    context.data_on_stdout = files::isStandardOutput(command.out);
    return work::gradeFile(fileWork(context), command.in, command.out, command.match);
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
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    command->add_option("--temperature", request.temperature, "Sampling temperature; 0: always the most probable token")
        ->check(CLI::Range(0.0, 5.0))
        ->capture_default_str();
    command->add_option("--top-p", request.top_p, "Nucleus: the share of the probability that is sampled from")
        ->check(CLI::Range(0.01, 1.0))
        ->capture_default_str();
    command->add_option("--max-tokens", request.max_tokens, "Tokens a solution at most")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command->add_option("--few-shot", request.few_shot, "Worked examples put before each problem, drawn by seed")
        ->check(CLI::Range(0, 64))
        ->capture_default_str();
    addSplit(command, request.split, "Only problems of this split")->default_str("all");
    command->add_option("--seed", request.seed, "Seed")->capture_default_str();
    command->add_flag("--keep-unfinished", request.unfinished, "Keep solutions without a final answer");
    addCompute(command, request.compute);
}

void addTrain(Registry& registry) {
    const auto train = std::make_shared<TrainCommand>();
    auto& request = train->request;
    auto* command = registry.add({"train", "Train on the project's ratings or solutions",
                                  "train algebra.stepmark --kind prm --base models/SmolLM2-135M --out algebra-prm",
                                  Stopped::GoesOn},
                                 train, runTrain);
    command->add_option("PROJECT", train->project, "Project file")->required();
    addWord(command, "--kind", request.kind, trainKindFromText, {"prm", "orm", "generator"},
            "Process or outcome reward model, or generator")
        ->required();
    command->add_option("--base", request.options.base, "Hugging Face folder")->default_str("the shipped base");
    command->add_option("--out", request.options.out, "Checkpoint folder; --plan needs none")
        ->default_str("required without --plan");
    command->add_option("--seed", request.options.seed, "Seed")->capture_default_str();
    command->add_option("--problems", request.problems, "PRM: only so many problems, drawn by seed; 0: all")
        ->check(CLI::Range(0, 1'000'000'000))
        ->capture_default_str();
    command
        ->add_option("--per-problem", request.per_problem,
                     "ORM, generator: solutions a problem, drawn uniformly; 0: all")
        ->check(CLI::Range(0, 1'000'000'000))
        ->capture_default_str();
    addWord(command, "--answers", request.options.filter, answerFilterFromText, {"all", "wrong", "right"},
            "Generator: which solutions it is tuned on");
    addPlan(command, train->plan, "Only say what the run would cost");
    addTrainOptions(command, request.options);
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
    auto& request = evaluate->request;
    auto& processbench = evaluate->processbench;
    auto* command = registry.add({"evaluate", "Best-of-N and step metrics on held-out problems, or ProcessBench",
                                  "evaluate algebra.stepmark --checkpoint algebra-prm --n 1,4,16", Stopped::GoesOn},
                                 evaluate, runEvaluate);
    command->add_option("PROJECT", evaluate->project, "Project file")->default_str("none, with --processbench");
    command->add_option("--checkpoint", evaluate->checkpoint, "Folder of the model to score with first")
        ->default_str("the newest model, where it has not scored");
    command->add_option("--scores", evaluate->scores, "Instead: the name of a score source, as 'status' lists them")
        ->default_str("none");
    addScoring(command, request.rule, request.neutral);
    command->add_option("--n", request.ns, "Values of N, comma-separated")
        ->delimiter(',')
        ->check(CLI::Range(1, 1'000'000))
        ->default_str("1, 2, 4, ... up to the most that a problem has");
    addSplit(command, request.split, "Held-out split");
    command->add_option("--seed", request.seed, "Seed of the subsets and of ProcessBench's fitted part")
        ->capture_default_str();
    command
        ->add_option("--processbench", processbench.file,
                     "Instead: a ProcessBench file, for F1 of the first error; - for standard input")
        ->default_str("none");
    command->add_option("--fit-share", processbench.fit_share, "Share of the rows that the threshold is fitted on")
        ->check(CLI::Range(0.01, 0.9))
        ->capture_default_str();
    command
        ->add_option("--threshold", processbench.threshold,
                     "Probability of negative that makes an error; nothing is fitted then")
        ->check(CLI::Range(0.0, 1.0))
        ->default_str("fitted");
    addCompute(command, processbench.compute);
    addReading(command, processbench.reading);
}

void addFileCommands(Registry& registry) {
    const auto predict = std::make_shared<work::PredictRequest>();
    auto* command = registry.add({"predict", "Step probabilities for a file of problem and steps",
                                  "predict --checkpoint algebra-prm in.jsonl out.jsonl"},
                                 predict, runPredict);
    command->add_option("IN", predict->in, "JSONL of problem and steps; - for standard input")->required();
    command->add_option("OUT", predict->out, "File to write; - for standard output")->required();
    command->add_option("--checkpoint", predict->checkpoint, "PRM folder")->required();
    command->add_option("--threshold", predict->threshold, "Probability of negative that makes an error")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    addCompute(command, predict->compute);
    addReading(command, predict->reading);

    const auto grade = std::make_shared<GradeCommand>();
    command = registry.add({"grade", "Whether answers are equal", "grade --by meaning pairs.jsonl out.jsonl"}, grade,
                           runGrade);
    command->add_option("PAIRS", grade->in, "JSONL of given and reference; - for standard input")->required();
    command->add_option("OUT", grade->out, "File to write: the same with equal; - for standard output")->required();
    addWord(command, "--by", grade->match, answerMatchFromText, {"form", "meaning"},
            "form: the reference's answer in the reference's form, as OpenAI's grader; meaning: in another form, too");
}

} // namespace

void addLearningCommands(Registry& registry) {
    addGenerate(registry);
    addTrain(registry);
    addScore(registry);
    addEvaluate(registry);
    addFileCommands(registry);
}

} // namespace stepmark::ctl
