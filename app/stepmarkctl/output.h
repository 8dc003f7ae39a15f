// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stepmarkctl prints: one JSON object or a table of words on standard output, progress on standard error.
#pragma once

#include "app/work/work.h"

#include <string>

namespace stepmark::ctl {

/// JSON lines for programs, one line that rewrites itself for a terminal, lines now and then otherwise.
ProgressSink progressPrinter(bool json);
void printResult(const work::Json& result, bool json);
/// `message` on standard error; with `json` also {"error": ...} on standard output.
void printError(const std::string& message, bool json, work::Json details = work::Json::object());

} // namespace stepmark::ctl
