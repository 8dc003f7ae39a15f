// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/import.h"

#include "model/domain/error.h"
#include "storage/formats/sources/line_error.h"
#include "storage/import_run.h"
#include "storage/interchange/row_pipeline.h"
#include "storage/interchange/row_writer.h"
#include "storage/problem_store.h"

#include <algorithm>

namespace stepmark::interchange {

namespace {

// A file of 0 and 1 only: both are told by the user, or neither.
class ZeroWatch {
public:
    void see(const PreparedRow& row) {
        if (row.row.open_zero && m_first_line == 0)
            m_first_line = row.line;
        m_minus = m_minus || row.row.minus;
    }
    void requireKnown(const std::filesystem::path& path) const {
        if (m_first_line != 0 && !m_minus)
            throw formats::LineError("\"" + path.string() + "\", line " + std::to_string(m_first_line) + ": " +
                                         kOpenZero,
                                     path.string(), m_first_line, {});
    }

private:
    std::int64_t m_first_line = 0;
    bool m_minus = false;
};

std::unique_ptr<RowWriter> importOne(storage::Project& project, storage::ImportRun& run,
                                     const std::filesystem::path& path, const ImportOptions& options,
                                     ProgressThrottle& throttle, const std::stop_token& stop) {
    RowPipeline pipeline(path, {options, path.filename().string()}, stop);
    auto writer = std::make_unique<RowWriter>(project, run, options);
    ZeroWatch zeros;
    for (auto rows = pipeline.next(); !rows.empty(); rows = pipeline.next()) {
        std::for_each(rows.begin(), rows.end(), [&](const PreparedRow& row) { zeros.see(row); });
        writer->write(rows);
        if (!pipeline.isReady())
            run.batch().commit(); // nothing is locked while we wait for the next rows
        throttle.report({.stage = Stage::Importing,
                         .done = pipeline.bytesRead(),
                         .total = pipeline.bytesTotal(),
                         .unit = Unit::Bytes});
    }
    zeros.requireKnown(path);
    if (writer->report.lines == 0)
        throw Error("\"" + path.string() + "\" is empty: there is nothing to import.");
    writer->report.format = pipeline.format();
    return writer;
}

} // namespace

std::vector<ImportReport> importFiles(storage::Project& project, std::span<const std::filesystem::path> paths,
                                      const ImportOptions& options, const ProgressSink& progress,
                                      std::stop_token stop) {
    throwIfStopped(stop);
    storage::ImportRun run(project, stop);
    ProgressThrottle throttle(progress ? progress : [](const Progress&) {});
    std::vector<std::unique_ptr<RowWriter>> files;
    for (const auto& path : paths)
        files.push_back(importOne(project, run, path, options, throttle, stop));
    throwIfStopped(stop);
    run.publish([&] {
        if (options.published)
            options.published(run);
    });
    std::vector<ImportReport> reports;
    for (std::size_t i = 0; i < files.size(); ++i) {
        files[i]->scores.store(project, paths[i], RowDefaults{options, paths[i].filename().string()}.source());
        reports.push_back(std::move(files[i]->report));
    }
    return reports;
}

ImportReport importFile(storage::Project& project, const std::filesystem::path& path, const ImportOptions& options,
                        const ProgressSink& progress, std::stop_token stop) {
    return importFiles(project, {&path, 1}, options, progress, std::move(stop)).front();
}

} // namespace stepmark::interchange
