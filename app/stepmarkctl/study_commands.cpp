// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/limits.h"
#include "app/stepmarkctl/options.h"
#include "app/stepmarkctl/spec_option.h"
#include "app/work/study.h"
#include "model/tasks/disagreements.h"
#include "storage/weakstrong/task_store.h"

#include <algorithm>
#include <numeric>

namespace stepmark::ctl {

namespace {

struct StudyCommand {
    std::string project;
    bool plan = false;
    SpecOption file;
    StudySpec spec;
    std::vector<std::string> ladder, methods;
    std::filesystem::path base;
    std::vector<int> depths;
    int seeds = 3;
};

/// DIR or DIR:LAYERS. What is a folder as it stands has no number behind it.
LadderModel modelOf(const std::string& text) {
    std::error_code ignored;
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || std::filesystem::is_directory(text, ignored))
        return {text, 0};
    const std::string layers = text.substr(colon + 1);
    if (layers.empty() || layers.size() > 5 || layers.find_first_not_of("0123456789") != std::string::npos ||
        std::stoi(layers) == 0)
        throw UsageError("--ladder takes DIR or DIR:LAYERS, and " + text +
                         " is neither: there is no folder of that "
                         "name, and behind the colon stands no number of layers.");
    return {text.substr(0, colon), std::stoi(layers)};
}

std::vector<LadderModel> ladderOf(const StudyCommand& command) {
    if (!command.base.empty() && command.depths.empty())
        throw UsageError("--base DIR goes with --depths 4,8,...: one folder, cut after so many layers.");
    if (!command.depths.empty() && !command.ladder.empty())
        throw UsageError("Give the models with --ladder, or one folder with --base and --depths, not both.");
    std::vector<LadderModel> ladder;
    for (const std::string& text : command.ladder)
        ladder.push_back(modelOf(text));
    for (const int depth : command.depths)
        ladder.push_back({command.base, depth});
    return ladder;
}

StudySpec specOf(const Context& context, const StudyCommand& command) {
    StudySpec spec = command.spec;
    if (command.file.file.empty()) {
        if (spec.task.empty())
            throw UsageError("Name a task with --task: 'stepmarkctl w2s tasks PROJECT' lists them.");
        spec.ladder = ladderOf(command);
        if (!command.methods.empty())
            spec.methods.clear();
        for (const std::string& word : command.methods)
            spec.methods.push_back(studyMethodFromText(word).value());
        spec.seeds.resize(static_cast<std::size_t>(command.seeds));
        std::iota(spec.seeds.begin(), spec.seeds.end(), std::uint64_t{0});
    }
    spec = chosenSpec(command.file, spec, context.stop.get_token());
    for (LadderModel& model : spec.ladder)
        if (!model.folder.empty())
            model.folder = work::absolutePath(model.folder);
    return spec;
}

work::StudiedTask taskOf(Work& work, const std::string& name) {
    const storage::TaskStore store(work.project);
    Task task = store.load(name, work.stop); // says which there are
    return {studiedTask(std::move(task)), store.find(name).value().fingerprint};
}

Json runStudy(Context& context, const StudyCommand& command) {
    const StudySpec spec = specOf(context, command);
    if (command.plan)
        return readOn(context, command.project, [&](Work& work) {
            const work::StudiedTask task = taskOf(work, spec.task);
            return work::studyPlan(work, task, spec, *work::networkLearner(task.task));
        });
    context.spec = toJson(spec);
    return runJob(context, command.project, "study", [&](Work& work) {
        const work::StudiedTask task = taskOf(work, spec.task);
        return work::study(work, task, spec, *work::networkLearner(task.task));
    });
}

void addLadder(CLI::App* command, StudyCommand& study) {
    command
        ->add_option("--ladder", study.ladder,
                     "The models, the weakest first: Hugging Face folders, each with :LAYERS behind it to use only its "
                     "first layers")
        ->default_str("required without --depths and --spec");
    command->add_option("--base", study.base, "With --depths: the folder that is cut")->default_str("the built-in one");
    command
        ->add_option("--depths", study.depths,
                     "Instead: one folder, cut after a number of layers each, the fewest first")
        ->delimiter(',')
        ->check(Range(1, 100'000))
        ->default_str("none");
    command
        ->add_option("--supervisors", study.spec.supervisors,
                     "Number of the models that supervise those above them, from the weakest; 0: all but the strongest")
        ->check(limitsOf<StudySpec>("supervisors"))
        ->capture_default_str();
}

void addMethods(CLI::App* command, StudyCommand& study) {
    std::vector<std::string> words;
    for (const auto& [method, word] : wordsOf(StudyMethod{}))
        words.emplace_back(word);
    command->add_option("--method", study.methods, "How students learn from their supervisors")
        ->check(CLI::IsMember(words))
        ->default_str("naive confidence");
    command
        ->add_option("--seeds", study.seeds,
                     "Number of seeds, from 0: halves of the task, validation examples, their order")
        ->check(Range(1, 1000))
        ->capture_default_str();
    addWord(command, "--way", study.spec.way,
            "What of a model learns: a linear probe on the frozen base, or all of it");
    addWord(command, "--reading", study.spec.reading,
            "Of chess, with --way full: a model's answer is its best-scored legal move, or the move that it writes");
    command
        ->add_option("--examples", study.spec.examples,
                     "Of the training examples at most so many, in both halves; 0: all")
        ->check(limitsOf<StudySpec>("examples"))
        ->capture_default_str();
    command
        ->add_option("--tune-epochs", study.spec.tune_epochs,
                     "How often every model first reads the texts of the training examples, without their labels "
                     "(unsupervised generative tuning); 0: never")
        ->check(limitsOf<StudySpec>("tune_epochs"))
        ->capture_default_str();
    command
        ->add_option("--alpha", study.spec.alpha,
                     "Share that the student's own answers have in the end, in the methods that have them")
        ->check(limitsOf<StudySpec>("alpha"))
        ->default_str("0.5, at the widest gap 0.75");
    command->add_option("--epochs", study.spec.epochs, "With --way full: number of epochs")
        ->check(limitsOf<StudySpec>("epochs"))
        ->capture_default_str();
    command
        ->add_option("--top-layers", study.spec.top_layers,
                     "With --way full: number of the last layers that move, and the head; 0: all")
        ->check(limitsOf<StudySpec>("top_layers"))
        ->capture_default_str();
    command->add_option("--learning-rate", study.spec.learning_rate, "With --way full: the peak learning rate")
        ->check(limitsOf<StudySpec>("learning_rate"))
        ->default_str("by the model's size");
}

} // namespace

void addStudyCommands(Registry& registry) {
    const auto study = std::make_shared<StudyCommand>();
    auto* command = registry.add(
        {"w2s study", "Weak models teach strong ones a task; how much of the strong ones' worth does that bring out",
         "w2s study algebra.stepmark --task boolq --base models/SmolLM2-135M --depths 4,8,12,20,30", Stopped::GoesOn},
        study, runStudy);
    command->add_option("PROJECT", study->project, "Project file")->required();
    command->add_option("--task", study->spec.task, "The task, by its name in the project")
        ->default_str("required without --spec");
    addLadder(command, *study);
    addMethods(command, *study);
    addPlan(command, study->plan, "Only say what there is to do, and what it would cost");
    addCompute(command, study->spec.compute);
    addSpec(command, study->file);
}

} // namespace stepmark::ctl
