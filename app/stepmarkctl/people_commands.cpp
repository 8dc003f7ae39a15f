// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/options.h"
#include "app/stepmarkctl/range.h"
#include "app/work/gold.h"
#include "model/domain/error.h"
#include "model/grading/answer_equivalence.h"
#include "storage/labeler_store.h"

namespace stepmark::ctl {

namespace {

struct GoldCommand {
    std::string project, note, neutral;
    work::GoldRequest request;
    std::vector<std::int64_t> retire, restore;
    bool all = false;
    int screening_items = -1;
    double threshold = -1;
};

void setRules(Work& work, const GoldCommand& command) {
    QualityRules rules = storage::qualityRules(work.project);
    if (command.screening_items >= 0)
        rules.screening_items = command.screening_items;
    if (command.threshold >= 0)
        rules.threshold = command.threshold;
    if (!command.neutral.empty()) {
        const auto neutral = neutralMatchFromText(command.neutral);
        rules.neutral = neutral.value_or(rules.neutral);
    }
    storage::setQualityRules(work.project, rules);
}

Json runGold(Context& context, const GoldCommand& command) {
    const int sources = !command.request.labeler.empty() + command.request.oracle + !command.request.file.empty();
    const bool rules = command.screening_items >= 0 || command.threshold >= 0 || !command.neutral.empty();
    if (sources + !command.retire.empty() + !command.restore.empty() + rules > 1)
        throw UsageError("One thing at a time: --from, --oracle, --file, --retire, --restore, or the rules.");
    if (sources == 1)
        return runJob(context, command.project, "gold", [&](Work& work) {
            work::GoldRequest request = command.request;
            request.grader = [](std::string_view given, std::string_view reference) {
                return answersEqual(given, reference);
            };
            return work::addGold(work, request);
        });
    const bool changes = rules || !command.retire.empty() || !command.restore.empty();
    return (changes ? runOn : readOn)(context, command.project, [&](Work& work) {
        if (!command.retire.empty())
            return work::setGoldService(work, command.retire, false, command.note);
        if (!command.restore.empty())
            return work::setGoldService(work, command.restore, true, command.note);
        if (rules)
            setRules(work, command);
        return work::listGold(work, command.all);
    });
}

struct LabelersCommand {
    std::string project, admit, pause, machine, person, note;
};

Json runLabelers(Context& context, const LabelersCommand& command) {
    const int changes =
        !command.admit.empty() + !command.pause.empty() + !command.machine.empty() + !command.person.empty();
    if (changes > 1)
        throw UsageError("One thing at a time: --admit, --pause, --machine or --person.");
    return (changes > 0 ? runOn : readOn)(context, command.project, [&](Work& work) {
        if (!command.machine.empty())
            return work::setMachine(work, command.machine, true);
        if (!command.person.empty())
            return work::setMachine(work, command.person, false);
        if (!command.admit.empty())
            return work::setLabelerState(work, command.admit, LabelerState::Admitted, command.note);
        if (!command.pause.empty())
            return work::setLabelerState(work, command.pause, LabelerState::Paused, command.note);
        return work::listLabelers(work);
    });
}

} // namespace

void addPeopleCommands(Registry& registry) {
    const auto gold = std::make_shared<GoldCommand>();
    auto* command = registry.add({"gold",
                                  "Solutions with known ratings, to screen and to control labelers by; without an "
                                  "option: list them",
                                  "gold algebra.stepmark --from ann --count 20 --screening", Stopped::GoesOn},
                                 gold, runGold);
    command->add_option("PROJECT", gold->project, "Project file")->required();
    command->add_option("--from", gold->request.labeler, "Add what this labeler has finished")->default_str("nobody");
    command->add_flag("--oracle", gold->request.oracle, "Add solutions judged by the built-in sample's oracle");
    command->add_option("--file", gold->request.file, "Add a file's solutions and their ratings; - for standard input")
        ->default_str("none");
    command->add_flag("--screening", gold->request.screening, "For screening newcomers; otherwise for quality control");
    command->add_option("--count", gold->request.count, "At most so many solutions; 0: all")
        ->check(Range(0, 1'000'000))
        ->capture_default_str();
    addSplit(command, gold->request.split, "With --oracle: problems to take solutions of");
    command->add_option("--seed", gold->request.seed, "Seed of the choice")->capture_default_str();
    command->add_option("--retire", gold->retire, "Take these items out of service; their answers no longer count")
        ->default_str("none");
    command->add_option("--restore", gold->restore, "Take these items back into service")->default_str("none");
    command->add_option("--note", gold->note, "Why, kept with the event")->default_str("none");
    command->add_flag("--all", gold->all, "List those out of service, too");
    command->add_option("--screening-items", gold->screening_items, "Items of a screening; 0: nobody is screened")
        ->check(Range(0, 10'000))
        ->default_str("as it is");
    command->add_option("--threshold", gold->threshold, "Share of items right that admits, and below which one slips")
        ->check(Range(0.01, 1.0))
        ->default_str("as it is");
    command->add_option("--neutral", gold->neutral, "positive: neutral agrees with positive; exact: only with itself")
        ->check(CLI::IsMember({"positive", "exact"}))
        ->default_str("as it is");

    const auto labelers = std::make_shared<LabelersCommand>();
    command = registry.add({"labelers", "Who labels, and how they do on gold",
                            "labelers algebra.stepmark --admit ann --note \"knows the subject\""},
                           labelers, runLabelers);
    command->add_option("PROJECT", labelers->project, "Project file")->required();
    command->add_option("--admit", labelers->admit, "Admit this labeler, whatever the screening said")
        ->default_str("nobody");
    command->add_option("--pause", labelers->pause, "Give this labeler nothing more until admitted")
        ->default_str("nobody");
    command
        ->add_option("--machine", labelers->machine,
                     "Say that this labeler is a machine: not counted in agreement, screening, gold and pace")
        ->default_str("nobody");
    command->add_option("--person", labelers->person, "Say that this labeler is a person")->default_str("nobody");
    command->add_option("--note", labelers->note, "Why, kept with the event")->default_str("none");
}

} // namespace stepmark::ctl
