// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "model/domain/error.h"
#include "model/grading/answer_equivalence.h"
#include "storage/interchange/export.h"
#include "storage/interchange/import.h"
#include "storage/transaction.h"

namespace stepmark::ctl {

namespace {

struct ImportCommand {
    std::string project, format = "auto", split, source, labeler, step_rule = "auto";
    std::vector<std::string> files;
};

Json toJson(const std::string& file, const interchange::ImportReport& report) {
    return {{"file", file},
            {"format", interchange::toText(report.format)},
            {"lines", report.lines},
            {"repeated", report.repeated},
            {"problems", report.problems},
            {"steps", report.steps},
            {"solutions", report.solutions},
            {"annotations", report.annotations},
            {"ratings", report.ratings},
            {"split_kept", report.split_kept}};
}

Json runImport(Context& context, const ImportCommand& command) {
    interchange::ImportOptions options{.split = command.split, .source = command.source, .labeler = command.labeler};
    if (command.format != "auto" && !(options.format = interchange::formatFromText(command.format)))
        throw Error("Unknown format '" + command.format + "': use auto, jsonl, prm800k, gsm8k or processbench.");
    const auto rule = stepRuleFromName(command.step_rule);
    if (!rule)
        throw Error("Unknown rule '" + command.step_rule + "': use auto, newline, blank-line or numbered.");
    options.step_rule = *rule;
    options.grader = [](std::string_view given, std::string_view reference) { return answersEqual(given, reference); };
    return runJob(context, command.project, "import", [&](Work& work) {
        // Several files are one import: all of them or none.
        storage::Transaction transaction(work.project);
        Json files = Json::array();
        for (const std::string& file : command.files)
            files.push_back(
                toJson(file, interchange::importFile(work.project, file, options, work.progress, work.stop)));
        transaction.commit();
        return Json{{"files", files}};
    });
}

struct ExportCommand {
    std::string project, file, format, neutral = "positive", split;
};

Json runExport(Context& context, const ExportCommand& command) {
    interchange::ExportOptions options{.split = command.split};
    const auto format = interchange::formatFromText(command.format);
    const auto neutral = interchange::neutralExportFromText(command.neutral);
    if (!format)
        throw Error("Unknown format '" + command.format + "': use prm800k, trl or jsonl.");
    if (!neutral)
        throw Error("Unknown policy '" + command.neutral + "': use positive, negative or drop.");
    options.format = *format;
    options.neutral = *neutral;
    return runOn(context, command.project, [&](Work& work) {
        const auto report = interchange::exportFile(work.project, command.file, options, work.progress, work.stop);
        return Json{{"file", command.file}, {"rows", report.rows}, {"ratings", report.ratings}};
    });
}

} // namespace

void addExchangeCommands(Registry& registry) {
    const auto import = std::make_shared<ImportCommand>();
    auto* command = registry.add("import", "Read files into the project, all or nothing", import, runImport);
    command->add_option("PROJECT", import->project, "Project file")->required();
    command->add_option("FILE", import->files, "Files to read")->required();
    command->add_option("--format", import->format, "auto, jsonl, prm800k, gsm8k, processbench")->capture_default_str();
    command->add_option("--split", import->split, "train, validation or test; otherwise as the rows say");
    command->add_option("--source", import->source,
                        "Where the solutions come from; otherwise as the rows or the file say");
    command->add_option("--labeler", import->labeler, "Whose ratings these are; otherwise as the rows or the file say");
    command
        ->add_option("--steps", import->step_rule, "How a solution text is split: auto, newline, blank-line, numbered")
        ->capture_default_str();

    const auto out = std::make_shared<ExportCommand>();
    command = registry.add("export", "Write the project's ratings to a file", out, runExport);
    command->add_option("PROJECT", out->project, "Project file")->required();
    command->add_option("FILE", out->file, "File to write")->required();
    command->add_option("--format", out->format, "prm800k, trl or jsonl")->required();
    command
        ->add_option("--neutral", out->neutral,
                     "What a neutral step becomes in a binary format: positive, negative, drop")
        ->capture_default_str();
    command->add_option("--split", out->split, "Only problems of this split");
}

} // namespace stepmark::ctl
