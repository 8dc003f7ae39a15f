// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/format_text.h"
#include "app/stepmarkctl/options.h"
#include "app/stepmarkctl/range.h"
#include "model/files/target.h"
#include "model/grading/answer_equivalence.h"
#include "storage/interchange/export.h"
#include "storage/interchange/import.h"
#include "storage/interchange/preview.h"

namespace stepmark::ctl {

namespace {

struct ImportCommand {
    std::string project;
    std::vector<std::string> files;
    interchange::ImportOptions options;
    bool preview = false;
    int rows = interchange::PreviewLimits{}.rows;
};

// Whose labels they are, as the user or else the format says; null where neither does.
Json labelsOf(const formats::Format* format, const interchange::ImportOptions& options) {
    const auto who = options.labels_of.value_or(format ? format->labels_of : formats::LabelsOf::Unsaid);
    return who != formats::LabelsOf::Unsaid ? Json(formats::toText(who)) : Json(nullptr);
}

Json toJson(const std::string& file, const interchange::ImportReport& report,
            const interchange::ImportOptions& options) {
    return {{"file", file},
            {"format", report.format ? Json(report.format->word) : Json(nullptr)},
            {"labels_of", labelsOf(report.format, options)},
            {"lines", report.lines},
            {"repeated", report.repeated},
            {"problems", report.problems},
            {"steps", report.steps},
            {"solutions", report.solutions},
            {"annotations", report.annotations},
            {"ratings", report.standing},
            {"rating_events", report.ratings},
            {"positive", report.positive},
            {"neutral", report.neutral},
            {"negative", report.negative},
            {"after_error", report.after_error},
            {"scored", report.scored},
            {"references", report.references},
            {"thinking_folded", report.thinking_folded},
            {"split_kept", report.split_kept},
            {"ignored_fields", report.ignored_fields},
            {"unused_labels", report.unused_labels}};
}

Json toJson(const interchange::PreviewRow& row) {
    Json labels = Json::array();
    for (const auto& label : row.labels)
        labels.push_back(label ? Json(static_cast<int>(*label)) : Json(nullptr));
    return {{"line", row.line},
            {"problem", row.problem},
            {"answer", work::orNull(row.reference_answer)},
            {"has_solution", row.has_solution},
            {"step_texts", row.steps},
            {"step_ratings", labels},
            {"final_answer", work::orNull(row.final_answer)},
            {"split", toText(row.split)},
            {"source", row.source},
            {"repeated", row.repeated}};
}

Json toJson(const std::string& file, const interchange::ImportPreview& preview,
            const interchange::ImportOptions& options) {
    Json sample = Json::array();
    for (const auto& row : preview.sample)
        sample.push_back(toJson(row));
    Json json = {{"file", file},
                 {"format", preview.format ? Json(preview.format->word) : Json(nullptr)},
                 {"labels_of", labelsOf(preview.format, options)},
                 {"rows", preview.rows},
                 {"whole_file", preview.whole_file},
                 {"estimated_rows", preview.estimated_rows},
                 {"problems", preview.problems},
                 {"solutions", preview.solutions},
                 {"steps", preview.steps},
                 {"rating_events", preview.ratings},
                 {"positive", preview.positive},
                 {"neutral", preview.neutral},
                 {"negative", preview.negative},
                 {"after_error", preview.after_error},
                 {"scored", preview.scored},
                 {"references", preview.references},
                 {"thinking_folded", preview.thinking_folded},
                 {"ignored_fields", preview.ignored_fields},
                 {"unused_labels", preview.unused_labels},
                 {"asks_labels", preview.asks_labels},
                 {"repeated", preview.repeated},
                 {"without_answer", preview.without_answer},
                 {"sample", sample}};
    if (preview.error)
        json["error"] = {{"message", *preview.error}, {"line", preview.error_line}, {"text", preview.error_text}};
    return json;
}

Json runPreview(Context& context, const ImportCommand& command, const interchange::ImportOptions& options) {
    return readOn(context, command.project, [&](Work& work) {
        Json files = Json::array();
        for (const std::string& file : command.files)
            files.push_back(toJson(
                file, interchange::previewFile(work.project, file, options, {.rows = command.rows}, work.stop),
                options));
        return Json{{"files", files}};
    });
}

Json runImport(Context& context, const ImportCommand& command) {
    interchange::ImportOptions options = command.options;
    options.grader = [](std::string_view given, std::string_view reference) { return answersEqual(given, reference); };
    if (command.preview)
        return runPreview(context, command, options);
    return runJob(context, command.project, "import", [&](Work& work) {
        const std::vector<std::filesystem::path> paths(command.files.begin(), command.files.end());
        const auto reports = interchange::importFiles(work.project, paths, options, work.progress, work.stop);
        Json files = Json::array();
        for (std::size_t i = 0; i < reports.size(); ++i)
            files.push_back(toJson(command.files[i], reports[i], options));
        return Json{{"files", files}};
    });
}

struct ExportCommand {
    std::string project, file;
    interchange::ExportOptions options{.overwrite = false};
    bool preview = false;
};

/// What the format could not hold is always told, also where it is nothing.
Json toJson(const interchange::ExportReport& report) {
    Json lost = Json::object();
    for (const auto& [word, count] : report.lost.byWord())
        lost[std::string(word)] = count;
    return {{"rows", report.rows},       {"ratings", report.ratings},   {"positive", report.positive},
            {"neutral", report.neutral}, {"negative", report.negative}, {"not_held", lost}};
}

Json runExport(Context& context, const ExportCommand& command) {
    context.data_on_stdout = !command.preview && files::isStandardOutput(command.file);
    if (!command.preview)
        requireReplaceable(command.file, command.options.overwrite);
    return readOn(context, command.project, [&](Work& work) {
        if (command.preview) {
            return toJson(interchange::exportCounts(work.project, command.options, work.stop));
        }
        Json result =
            toJson(interchange::exportFile(work.project, command.file, command.options, work.progress, work.stop));
        result["out"] = command.file;
        return result;
    });
}

} // namespace

void addExchangeCommands(Registry& registry) {
    const auto formatWords = [] {
        std::vector<std::string> words{"auto"};
        for (const formats::Format* format : formats::all())
            words.emplace_back(format->word);
        return words;
    };
    const auto writtenWords = [] {
        std::vector<std::string> words;
        for (const formats::Format* format : formats::all())
            if (interchange::isWritten(*format))
                words.emplace_back(format->word);
        return words;
    };
    const auto import = std::make_shared<ImportCommand>();
    auto* command = registry.add(
        {"import", "Read files into the project, all or nothing", "import algebra.stepmark candidates.jsonl"}, import,
        runImport);
    command->footer(command->get_footer() + formatsText());
    command->add_option("PROJECT", import->project, "Project file")->required();
    command->add_option("FILE", import->files, "Files to read; - for standard input")->required();
    command
        ->add_option_function<std::string>(
            "--format", [import](const std::string& word) { import->options.format = formats::find(word); },
            "auto: by content")
        ->check(CLI::IsMember(formatWords()))
        ->default_str("auto");
    addWord(
        command, "--labels", import->options.read.labels, formats::labelMeaningFromText,
        {"auto", "binary", "ternary", "scores"},
        "What numbers as labels mean where the format leaves it open. binary: 1 right, 0 wrong; ternary: 1 right, 0 "
        "neutral, -1 wrong; scores: from 0 to 1, how likely the step is right");
    command
        ->add_option("--threshold", import->options.read.threshold,
                     "Scores from this probability on count as right, the others as wrong")
        ->check(Range(0.0, 1.0))
        ->default_str("scores make no ratings");
    command->add_option("--ignore", import->options.read.ignore, "Fields of the rows that are not to be understood")
        ->allow_extra_args(false)
        ->default_str("none");
    addSplit(command, import->options.split, "Of the problems")->default_str("as the rows say");
    command->add_option("--source", import->options.source, "Where the solutions come from")
        ->default_str("as the rows or the file say");
    command->add_option("--labeler", import->options.labeler, "Whose ratings these are")
        ->default_str("as the rows or the file say");
    command
        ->add_option_function<std::string>(
            "--labels-of",
            [import](const std::string& word) {
                import->options.labels_of = word == "machine" ? formats::LabelsOf::Machine : formats::LabelsOf::People;
            },
            "Who made them: agreement, screening and pace count people")
        ->check(CLI::IsMember({"people", "machine"}))
        ->default_str("as the format says");
    addWord(command, "--steps", import->options.read.step_rule, stepRuleFromName,
            {"auto", "newline", "blank-line", "numbered"}, "How a solution text is split");

    addPlan(command, import->preview, "Only tell what would be read: format, counts, the first rows, the first error");
    command->add_option("--rows", import->rows, "With --plan: rows of each file to look at")
        ->check(Range(1, 100'000'000))
        ->capture_default_str();

    const auto out = std::make_shared<ExportCommand>();
    command = registry.add(
        {"export", "Write the project's ratings to a file", "export algebra.stepmark ratings.jsonl --format prm800k"},
        out, runExport);
    command->add_option("PROJECT", out->project, "Project file")->required();
    command->add_option("FILE", out->file, "File to write; - for standard output")->required();
    command
        ->add_option_function<std::string>(
            "--format", [out](const std::string& word) { out->options.format = formats::find(word); },
            "Form of the rows; trl is for TRL up to 1.13, the last release with its stepwise trainer")
        ->check(CLI::IsMember(writtenWords()))
        ->required();
    addWord(command, "--neutral", out->options.neutral, formats::neutralExportFromText,
            {"positive", "negative", "drop"}, "What a neutral step becomes in a binary format");
    addSplit(command, out->options.split, "Only problems of this split")->default_str("all");
    addOverwrite(command, out->options.overwrite);
    addPlan(command, out->preview, "Only count what would be written");
}

} // namespace stepmark::ctl
