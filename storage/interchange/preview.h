// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread that opened the project.
#pragma once

#include "model/domain/rating.h"
#include "storage/interchange/import.h"

#include <optional>
#include <string>
#include <vector>

namespace stepmark::interchange {

/// A row as it would be read.
struct PreviewRow {
    std::int64_t line = 0;
    std::string problem;
    std::optional<std::string> reference_answer;
    bool has_solution = false;
    std::vector<std::string> steps;
    std::vector<std::optional<Rating>> labels; ///< of the steps; empty: none is labelled
    std::optional<std::string> final_answer;
    Split split = Split::Train;
    std::string source;
    bool repeated = false; ///< it is in the project already
};

/// What an import of a file would do, as far as its first rows tell.
struct ImportPreview {
    const formats::Format* format = nullptr; ///< nullptr: none fits, see `error`
    std::int64_t rows = 0;           ///< looked at
    bool whole_file = false;         ///< there are no others
    std::int64_t estimated_rows = 0; ///< of the whole file, from its size
    std::int64_t problems = 0;       ///< of the rows looked at: different ones
    std::int64_t solutions = 0, steps = 0, ratings = 0, repeated = 0, without_answer = 0;
    std::int64_t positive = 0, neutral = 0, negative = 0, after_error = 0; ///< of the ratings, as in ImportReport
    std::int64_t scored = 0, references = 0, thinking_folded = 0;
    std::map<std::string, std::int64_t> ignored_fields, unused_labels; ///< as in ImportReport
    bool asks_labels = false; ///< 0 and 1 only, as far as looked: what 0 means must be told (ReadOptions::labels)
    std::vector<PreviewRow> sample;   ///< the first ones
    std::optional<std::string> error; ///< the first row that cannot be read: what is wrong
    std::int64_t error_line = 0;      ///< 0: not of a line
    std::string error_text;           ///< beginning of that line
};

struct PreviewLimits {
    int rows = 1000; ///< looked at
    int sample = 20; ///< returned
};

/// Reads the first rows of a file and writes nothing. What is wrong with the file is part of the result; Error only
/// where the options are.
ImportPreview previewFile(storage::Project& project, const std::filesystem::path& path,
                          const ImportOptions& options = {}, const PreviewLimits& limits = {},
                          std::stop_token stop = {});

} // namespace stepmark::interchange
