// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files of `problem` and `steps`, one JSON object a line: what `predict` reads and ProcessBench is written in.
// Any thread.
#pragma once

#include "app/work/work.h"
#include "model/files/output_file.h"

#include <string>
#include <vector>

namespace stepmark::work {

struct StepRow {
    std::int64_t line = 0; ///< from 1
    std::string problem;
    std::vector<std::string> steps;
    Json row; ///< everything the line held
};

/// Reads all rows. Throws Error with the line's number.
std::vector<StepRow> readStepFile(const std::filesystem::path& path, const std::stop_token& stop = {});

/// The text in a row's field; Error (without file and line) where there is none.
const std::string& textField(const Json& row, const char* name);

/// Writes all rows and commits the file.
void writeJsonLines(files::OutputFile& out, const std::vector<Json>& rows);

} // namespace stepmark::work
