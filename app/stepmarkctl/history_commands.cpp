// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/options.h"
#include "model/files/output_file.h"
#include "storage/round_history.h"
#include "storage/round_store.h"

namespace stepmark::ctl {

namespace {

struct RoundsCommand {
    std::string project, csv;
    bool overwrite = false;
};

Json valueOf(const std::optional<Figure>& figure) { return figure ? Json(figure->value) : Json(nullptr); }

Json intervalOf(const std::optional<Figure>& figure) {
    return figure && figure->interval ? Json({figure->interval->low, figure->interval->high}) : Json(nullptr);
}

Json toJson(const std::optional<RoundSummary::Seen>& seen) {
    return seen ? Json({{"training", seen->training}, {"validation", seen->validation}, {"left_out", seen->left_out}})
                : Json(nullptr);
}

Json toJson(const RoundSummary& round) {
    const bool evaluated = round.split.has_value();
    Json curve = Json::array();
    for (const BestOfN& point : round.best_of_n)
        curve.push_back({{"n", point.n},
                         {"prm", valueOf(point.prm)},
                         {"orm", valueOf(point.orm)},
                         {"majority", valueOf(point.majority)},
                         {"any", valueOf(point.any)}});
    return {{"round", round.number},
            {"created_at", round.created_at},
            {"state", toText(round.state)},
            {"strategy", round.strategy ? Json(toText(*round.strategy)) : Json(nullptr)},
            {"seed", round.seed},
            {"candidates", round.candidates},
            {"queued", round.queued},
            {"wrong_share", work::orNull(round.wrong_share)},
            {"labels", work::orNull(round.labels)},
            {"split", evaluated ? Json(toText(*round.split)) : Json(nullptr)},
            {"problems", evaluated ? Json(round.problems) : Json(nullptr)},
            {"held_out", work::orNull(round.held_out)},
            {"problems_seen", toJson(round.seen)},
            {"step_auc", valueOf(round.step_auc)},
            {"step_auc_interval_95", intervalOf(round.step_auc)},
            {"step_auc_within", valueOf(round.step_auc_within)},
            {"step_auc_within_interval_95", intervalOf(round.step_auc_within)},
            {"step_accuracy", work::orNull(round.step_accuracy)},
            {"calibration_error", work::orNull(round.calibration_error)},
            {"brier", work::orNull(round.brier)},
            {"best_of_n", curve},
            {"skipped_steps", round.skipped_steps},
            {"cache_note", round.cache_note.empty() ? Json(nullptr) : Json(round.cache_note)},
            {"precision", round.computed ? Json(round.computed->precision) : Json(nullptr)},
            {"threads", round.computed ? Json(round.computed->threads) : Json(nullptr)},
            {"processor", round.computed ? Json(round.computed->processor) : Json(nullptr)},
            {"seconds", round.seconds > 0 ? Json(round.seconds) : Json(nullptr)}};
}

/// What it was asked for; null for a queue by itself.
Json specOf(const storage::Round& round) {
    const Json spec = Json::parse(round.config, nullptr, false);
    return spec.is_object() && !spec.empty() ? spec : Json(nullptr);
}

/// What is to be known before the figures are believed.
Json warnings(const std::vector<RoundSummary>& rounds) {
    Json lines = Json::array();
    for (const RoundSummary& round : rounds) {
        const std::string name = "Round " + std::to_string(round.number) + ": ";
        const std::string split(round.split ? toText(*round.split) : "");
        if (round.split && !round.held_out)
            lines.push_back(name + "whether its figures are held out is not known.");
        else if (round.held_out == false)
            lines.push_back(name + "its figures are not held out: its model was trained on " +
                            std::to_string(round.seen ? round.seen->training : 0) + " of the problems in split '" +
                            split + "', and chosen by " + std::to_string(round.seen ? round.seen->validation : 0) +
                            ".");
        if (round.seen && round.seen->left_out > 0)
            lines.push_back(name + std::to_string(round.seen->left_out) + " of " +
                            std::to_string(round.problems_in_split) + " problems in split '" + split +
                            "' are left out: its model was trained on them, or chosen by them.");
    }
    return lines;
}

Json runRounds(Context& context, const RoundsCommand& command) {
    context.data_on_stdout = !command.csv.empty() && files::isStandardOutput(command.csv);
    if (!command.csv.empty())
        requireReplaceable(command.csv, command.overwrite);
    return readOn(context, command.project, [&](Work& work) {
        const auto history = storage::roundHistory(work.project);
        if (!command.csv.empty())
            files::writeFile(command.csv, roundsCsv(history), {.replace = command.overwrite, .stop = work.stop});
        Json rounds = Json::array();
        const storage::RoundStore store(work.project);
        const auto stored = store.list(); // in the order of the history
        for (std::size_t i = 0; i < history.size(); ++i) {
            rounds.push_back(toJson(history[i]));
            rounds.back()["spec"] = specOf(stored.at(i));
        }
        Json result = {{"rounds", rounds},
                       {"unfinished", store.unfinished().has_value()},
                       {"auc_within_pooling", kWithinPooling},
                       {"warnings", warnings(history)}};
        if (!command.csv.empty())
            result["out"] = command.csv;
        return result;
    });
}

} // namespace

void addHistoryCommands(Registry& registry) {
    const auto rounds = std::make_shared<RoundsCommand>();
    auto* command = registry.add(
        {"rounds", "What each round was made of and what it was worth", "rounds algebra.stepmark --csv rounds.csv"},
        rounds, runRounds);
    command->add_option("PROJECT", rounds->project, "Project file")->required();
    command
        ->add_option("--csv", rounds->csv,
                     "Write the table to this file as well, one row a round; - for standard output")
        ->default_str("no file");
    addOverwrite(command, rounds->overwrite);
}

} // namespace stepmark::ctl
