// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stepmarkctl prints: one JSON object or a table of words on standard output, progress on standard error. `out` is
// standard error where the command's own data go to standard output.
#pragma once

#include "app/work/work.h"

#include <cstdio>
#include <string>

namespace stepmark::ctl {

/// JSON lines for programs, one line that rewrites itself for a terminal, lines now and then otherwise.
ProgressSink progressPrinter(bool json);
/// False where it could not be written: the disk behind it is full, its reader has gone.
bool printResult(const work::Json& result, bool json, std::FILE* out);
/// `message` on standard error; with `json` also {"error": ...} on `out`.
void printError(const std::string& message, bool json, std::FILE* out, work::Json details = work::Json::object());

} // namespace stepmark::ctl
