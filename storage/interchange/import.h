// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/progress.h"
#include "model/domain/step_splitting.h"
#include "storage/annotation_store.h"
#include "storage/interchange/formats.h"
#include "storage/project.h"

#include <functional>
#include <span>
#include <vector>

namespace stepmark::storage {
class ImportRun;
}

namespace stepmark::interchange {

/// Whether `given` equals `reference`: model/grading's answersEqual, passed in by the caller.
using AnswerGrader = std::function<bool(std::string_view given, std::string_view reference)>;

struct ImportOptions {
    std::optional<Format> format; ///< nullopt: by content
    std::string split;            ///< "train", "validation", "test"; empty: as the row says, else "train"
    std::string source;           ///< of the solutions; empty: as the row says, else the file's name
    std::string
        labeler; ///< whose ratings these are, where the row does not say; empty: the format's or the file's name
    StepRule step_rule = StepRule::Auto;     ///< how a `solution` text is split
    AnswerGrader grader;                     ///< empty: only rows that say so are known to be right or wrong
    std::optional<storage::Purpose> purpose; ///< of the passes; nullopt: as the row says, else for labels
    /// Called within the transaction in which everybody sees the rows, before they are seen.
    std::function<void(const storage::ImportRun&)> published;
};

struct ImportReport {
    Format format = Format::Jsonl;
    std::int64_t lines = 0;    ///< rows read
    std::int64_t repeated = 0; ///< rows left out because they are in the project already
    std::int64_t problems = 0; ///< new ones, as all that follow
    std::int64_t steps = 0;
    std::int64_t solutions = 0;
    std::int64_t annotations = 0;
    std::int64_t ratings = 0;
    std::int64_t split_kept = 0; ///< rows whose problem was known under another split, which was kept
};

/// Reads files into the project, all of them or nothing: in small transactions that lock nobody out, with rows that
/// nobody sees before the last one is there (storage::ImportRun). Memory does not grow with the files. Every Error
/// about a row names the file and the line; another Error where an import is running already. Cancelled on stop, with
/// nothing imported. The grader is called on a thread of its own, too.
///
/// Importing the same thing twice adds nothing: a row with ratings is known by its content, a row without by its
/// content and its source (so that equal samples from two files both count); as often as a row stands in one file, so
/// often it is in the project.
std::vector<ImportReport> importFiles(storage::Project& project, std::span<const std::filesystem::path> paths,
                                      const ImportOptions& options = {}, const ProgressSink& progress = {},
                                      std::stop_token stop = {});
ImportReport importFile(storage::Project& project, const std::filesystem::path& path, const ImportOptions& options = {},
                        const ProgressSink& progress = {}, std::stop_token stop = {});

} // namespace stepmark::interchange
