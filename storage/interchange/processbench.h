// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace stepmark::interchange {

/// One row of ProcessBench (https://github.com/QwenLM/ProcessBench).
struct ProcessBenchRow {
    std::string id;
    std::string problem;
    std::vector<std::string> steps;
    int first_error = -1; ///< 0-based, -1 where all steps are right
};

/// The whole file, without any project; Error naming file and line.
std::vector<ProcessBenchRow> readProcessBench(const std::filesystem::path& path);

} // namespace stepmark::interchange
