// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/options.h"

#include "app/stepmarkctl/limits.h"
#include "model/files/never_replaced.h"

namespace stepmark::ctl {

void addPlan(CLI::App* command, bool& plan, const std::string& help) {
    command->add_flag("--plan,--preview", plan, help);
}

void addOverwrite(CLI::App* command, bool& overwrite) {
    command->add_flag("--overwrite,--force", overwrite, "Replace a file that is there already");
}

void requireReplaceable(const std::filesystem::path& out, bool overwrite) {
    std::error_code ignored;
    if (overwrite || !std::filesystem::is_regular_file(out, ignored))
        return; // what else is wrong is told where it is opened
    const files::Target target = files::lookAt(out);
    files::requireNoProject(target, true);
    files::requireNoModel(target);
    files::requireWritable(target);
    if (target.kind == files::Target::Kind::File)
        throw Error("\"" + out.string() + "\" exists already: choose another name, or replace it with --overwrite.");
}

void addScoring(CLI::App* command, ScoreRule& rule, NeutralPolicy& neutral) {
    addWord(command, "--by", rule, "What makes a solution's score of its steps'");
    addWord(command, "--neutral", neutral, "What a neutral step counts as");
}

CLI::Option* addSplit(CLI::App* command, Split& split, const std::string& help) {
    return addWord(command, "--split", split, help);
}

CLI::Option* addSplit(CLI::App* command, std::optional<Split>& split, const std::string& help) {
    return addWord(command, "--split", split, help);
}

void addSelectionOptions(CLI::App* command, SelectionOptions& options, ScoreRule& rule, NeutralPolicy& neutral) {
    addWord(command, "--strategy", options.strategy, "What is chosen first");
    command->add_option("--count", options.count, "Solutions to queue")
        ->check(limitsOf<SelectionOptions>("count"))
        ->capture_default_str();
    command->add_option("--mix", options.wrong_share, "Share of convincing wrong answers")
        ->check(limitsOf<SelectionOptions>("mix"))
        ->capture_default_str();
    command->add_option("--per-problem", options.per_problem, "At most so many solutions of a problem; 0: no cap")
        ->check(limitsOf<SelectionOptions>("per_problem"))
        ->capture_default_str();
    addScoring(command, rule, neutral);
    command->add_option("--seed", options.seed, "Seed")->capture_default_str();
}

void addControlOptions(CLI::App* command, ControlOptions& options) {
    command->add_option("--overlap", options.overlap_share, "Share of the queue given to several labelers, blindly")
        ->check(limitsOf<ControlOptions>("overlap"))
        ->capture_default_str();
    command->add_option("--overlap-labelers", options.overlap_labelers, "With --overlap: to how many labelers")
        ->check(limitsOf<ControlOptions>("overlap_labelers"))
        ->capture_default_str();
    command->add_option("--gold", options.gold_items, "Gold items mixed into every labeler's queue (PRM800K: 10 to 20)")
        ->check(limitsOf<ControlOptions>("gold"))
        ->capture_default_str();
}

} // namespace stepmark::ctl
