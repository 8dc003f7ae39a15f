// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace stepmark::interchange {

/// The file forms of the world that can be read or written.
enum class Format {
    Jsonl,        ///< plain JSONL: problem, answer, steps or solution
    Prm800k,      ///< openai/prm800k's own schema, both phases
    Gsm8k,        ///< question and answer with a "#### x" tail: problems with reference solutions
    ProcessBench, ///< problem, steps, label: 0-based first wrong step, -1 for none
    Trl,          ///< prompt, completions, labels (written only)
};
std::string_view toText(Format format); ///< "jsonl", "prm800k", "gsm8k", "processbench", "trl"
std::optional<Format> formatFromText(std::string_view text);

/// The format that the first line with content shows; Error saying what was found where none fits.
Format detectFormat(const std::filesystem::path& path);
Format detectFormatOfLine(std::string_view line);

} // namespace stepmark::interchange
