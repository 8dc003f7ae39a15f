// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/import.h"

#include "model/domain/error.h"
#include "storage/import_run.h"
#include "storage/interchange/row_pipeline.h"
#include "storage/interchange/row_writer.h"
#include "storage/problem_store.h"

namespace stepmark::interchange {

namespace {

ImportReport importOne(storage::Project& project, storage::ImportRun& run, const std::filesystem::path& path,
                       const ImportOptions& options, ProgressThrottle& throttle, const std::stop_token& stop) {
    const Format format = options.format ? *options.format : detectFormat(path);
    RowPipeline pipeline(path, format, {options, path.filename().string()}, stop);
    RowWriter writer(project, run, options);
    writer.report.format = format;
    for (auto rows = pipeline.next(); !rows.empty(); rows = pipeline.next()) {
        writer.write(rows);
        run.batch().commit(); // nothing is locked while we wait for the next rows
        throttle.report({"importing", pipeline.bytesRead(), pipeline.bytesTotal(), "", -1, 0, "bytes"});
    }
    if (writer.report.lines == 0)
        throw Error("\"" + path.string() + "\" is empty: there is nothing to import.");
    return writer.report;
}

} // namespace

ImportRow parseRow(Format format, const nlohmann::json& row, const ImportOptions& options) {
    switch (format) {
    case Format::Prm800k:
        return parsePrm800k(row);
    case Format::Gsm8k:
        return parseGsm8k(row);
    case Format::ProcessBench:
        return parseProcessBench(row);
    case Format::Trl:
        return parseTrl(row);
    case Format::Jsonl:
        break;
    }
    return parseJsonl(row, options);
}

std::vector<ImportReport> importFiles(storage::Project& project, std::span<const std::filesystem::path> paths,
                                      const ImportOptions& options, const ProgressSink& progress,
                                      std::stop_token stop) {
    throwIfStopped(stop);
    if (!options.split.empty())
        storage::requireSplit(options.split);
    storage::ImportRun run(project, stop);
    ProgressThrottle throttle(progress ? progress : [](const Progress&) {});
    std::vector<ImportReport> reports;
    for (const auto& path : paths)
        reports.push_back(importOne(project, run, path, options, throttle, stop));
    throwIfStopped(stop);
    run.publish([&] {
        if (options.published)
            options.published(run);
    });
    return reports;
}

ImportReport importFile(storage::Project& project, const std::filesystem::path& path, const ImportOptions& options,
                        const ProgressSink& progress, std::stop_token stop) {
    return importFiles(project, {&path, 1}, options, progress, std::move(stop)).front();
}

} // namespace stepmark::interchange
