// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run/progress.h"
#include "storage/annotation_store.h"
#include "storage/formats/format.h"
#include "storage/project.h"

#include <functional>
#include <map>
#include <span>
#include <vector>

namespace stepmark::storage {
class ImportRun;
}

namespace stepmark::interchange {

/// Whether `given` equals `reference`: model/grading's answersEqual, passed in by the caller.
using AnswerGrader = std::function<bool(std::string_view given, std::string_view reference)>;

struct ImportOptions {
    const formats::Format* format = nullptr; ///< nullptr: by content
    std::optional<Split> split;              ///< of the problems; nullopt: as the row says, else Split::Train
    std::string source;                      ///< of the solutions; empty: as the row says, else the file's name
    std::string
        labeler; ///< whose ratings these are, where the row does not say; empty: the format's or the file's name
    formats::ReadOptions read;               ///< how rows are understood
    std::optional<formats::LabelsOf> labels_of; ///< who made the labels; nullopt: as the format says
    AnswerGrader grader;                     ///< empty: only rows that say so are known to be right or wrong
    std::optional<storage::Purpose> purpose; ///< of the passes; nullopt: as the row says, else for labels
    /// Called within the transaction in which everybody sees the rows, before they are seen.
    std::function<void(const storage::ImportRun&)> published;
};

struct ImportReport {
    const formats::Format* format = nullptr;
    std::int64_t lines = 0;    ///< rows read
    std::int64_t repeated = 0; ///< solutions left out because they are in the project already
    std::int64_t problems = 0; ///< new ones, as all that follow
    std::int64_t steps = 0;
    std::int64_t solutions = 0;
    std::int64_t annotations = 0;
    std::int64_t ratings = 0;  ///< of the file, all of them
    std::int64_t standing = 0; ///< more than before, of those that stand: what the project's count grows by
    std::int64_t positive = 0, neutral = 0, negative = 0; ///< of the ratings
    std::int64_t after_error = 0; ///< of the ratings: kept, but behind a first error, so that nothing is trained on them
    std::int64_t scored = 0;      ///< steps with a soft label, which is a score and no rating
    std::int64_t references = 0;  ///< rows with a reference solution, which is no candidate
    std::int64_t thinking_folded = 0; ///< of the solutions: their thoughts are kept beside them, as no steps
    std::int64_t split_kept = 0;  ///< rows whose problem was known under another split, which was kept
    std::map<std::string, std::int64_t> ignored_fields;           ///< that the format does not know: in how many rows
    std::map<std::string, std::int64_t, std::less<>> unused_labels; ///< why: how many
};

/// What is asked where the labels of a file are 0 and 1 only.
inline constexpr const char* kOpenZero =
    "the labels of this file are 0 and 1 only: say whether 0 is wrong (--labels binary) or neutral (--labels ternary).";

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
