// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/progress.h"
#include "storage/formats/format.h"
#include "storage/project.h"

namespace stepmark::interchange {

/// What a neutral rating becomes where the format knows only right and wrong.
enum class NeutralExport { Positive, Negative, Drop };
std::optional<NeutralExport> neutralExportFromText(std::string_view text); ///< "positive", "negative", "drop"

struct ExportOptions {
    const formats::Format* format = &formats::kPrm800k; ///< or kTrl, kJsonl
    NeutralExport neutral = NeutralExport::Positive; ///< Trl only
    std::string split;                               ///< of the problem; empty: all
    bool overwrite = true;
};

struct ExportReport {
    std::int64_t rows = 0;
    std::int64_t ratings = 0;
};

/// What an export has to write from: passes (solutions for Jsonl; TRL makes a row or more of each) and standing
/// ratings.
struct ExportCounts {
    std::int64_t rows = 0;
    std::int64_t positive = 0, neutral = 0, negative = 0;
};
ExportCounts exportCounts(storage::Project& project, const ExportOptions& options);

/// Prm800k: one row an annotation; imported rows come back the same JSON values. Trl: an annotation's path, each rating
/// once (see TrlRows). Jsonl: one row a solution, with the consensus labels (null where unrated). `path`: see
/// files::OutputFile; on stop a file is as it was (Cancelled).
ExportReport exportFile(storage::Project& project, const std::filesystem::path& path, const ExportOptions& options = {},
                        const ProgressSink& progress = {}, std::stop_token stop = {});

} // namespace stepmark::interchange
