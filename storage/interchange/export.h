// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread that opened the project.
#pragma once

#include "model/run/progress.h"
#include "storage/formats/format.h"
#include "storage/project.h"

namespace stepmark::interchange {

using formats::NeutralExport;

struct ExportOptions {
    const formats::Format* format = &formats::kPrm800k; ///< one that isWritten()
    NeutralExport neutral = NeutralExport::Positive;    ///< where the format knows right and wrong only
    std::optional<Split> split;                         ///< of the problem; nullopt: all
    bool overwrite = true;
};

struct ExportReport {
    std::int64_t rows = 0;
    std::int64_t ratings = 0;                             ///< labels written
    std::int64_t positive = 0, neutral = 0, negative = 0; ///< of those, as they stand in the project
    formats::Losses lost;
};

bool isWritten(const formats::Format& format);

/// What exportFile() would write. Reads all of it.
ExportReport exportCounts(storage::Project& project, const ExportOptions& options, std::stop_token stop = {});

/// PRM800K: one row an annotation; imported rows come back the same JSON values. TRL: an annotation's path, each rating
/// once (see TrlRows). The others: one row a solution, with the labels that training goes by. `path`: see
/// files::OutputFile; on stop a file is as it was (Cancelled).
ExportReport exportFile(storage::Project& project, const std::filesystem::path& path, const ExportOptions& options = {},
                        const ProgressSink& progress = {}, std::stop_token stop = {});

} // namespace stepmark::interchange
