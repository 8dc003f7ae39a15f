// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stepmarkctl prints: one JSON object or a table of words on standard output, progress on standard error. `out` is
// standard error where the command's own data go to standard output. Main thread.
#pragma once

#include "app/work/work.h"

#include <cstdio>
#include <string>

namespace stepmark::ctl {

/// JSON lines for programs, one line that rewrites itself for a terminal, lines now and then otherwise.
ProgressSink progressPrinter(bool json);
/// False where it could not be written: the disk behind it is full, its reader has gone.
bool printText(const std::string& text, std::FILE* out);
/// The same for a result, as JSON or in words. An empty text stands for nothing: it is null.
bool printResult(const work::Json& result, bool json, std::FILE* out);
/// `message` on standard error; with `json` as a line {"error": ..., details...}, which is the result on `out`, too.
void printError(const std::string& message, bool json, std::FILE* out,
                const work::Json& details = work::Json::object());

} // namespace stepmark::ctl
