// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/import.h"

#include "model/domain/error.h"
#include "storage/interchange/json_lines.h"
#include "storage/interchange/row_writer.h"
#include "storage/transaction.h"

namespace stepmark::interchange {

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

ImportReport importFile(storage::Project& project, const std::filesystem::path& path, const ImportOptions& options,
                        const ProgressSink& progress, std::stop_token stop) {
    throwIfStopped(stop);
    const Format format = options.format ? *options.format : detectFormat(path);
    ProgressThrottle throttle(progress ? progress : [](const Progress&) {});
    JsonLines lines(path);
    storage::Transaction transaction(project);
    RowWriter writer(project, options, path);
    writer.report.format = format;
    while (const auto row = lines.next()) {
        throwIfStopped(stop);
        try {
            writer.write(parseRow(format, *row, options), *row);
        } catch (const Error& error) {
            throw lines.errorAt(error.what());
        }
        throttle.report({"importing", lines.bytesRead(), lines.bytesTotal(), "", -1, 0, "bytes"});
    }
    if (writer.report.lines == 0)
        throw Error("\"" + path.string() + "\" is empty: there is nothing to import.");
    writer.finish();
    throwIfStopped(stop);
    transaction.commit();
    return writer.report;
}

} // namespace stepmark::interchange
