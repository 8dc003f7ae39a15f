// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files of `problem` and `steps`, one JSON object a line: what `predict` reads and ProcessBench is written in.
#pragma once

#include "app/work/work.h"

#include <string>
#include <vector>

namespace stepmark::work {

struct StepRow {
    std::int64_t line = 0; ///< from 1
    std::string problem;
    std::vector<std::string> steps;
    nlohmann::ordered_json row; ///< everything the line held
};

/// Reads all rows. Throws Error with the line's number.
std::vector<StepRow> readStepFile(const std::filesystem::path& path, const std::stop_token& stop = {});

/// Calls `row` with each line's object; throws Error with the line's number where a line is no JSON object.
void readJsonLines(const std::filesystem::path& path, const std::stop_token& stop,
                   const std::function<void(std::int64_t line, nlohmann::ordered_json row)>& row);

/// Writes lines to a temporary file beside `path`, syncs and renames.
void writeJsonLines(const std::filesystem::path& path, const std::vector<nlohmann::ordered_json>& rows);

} // namespace stepmark::work
