// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is said when a file could not be written: the name that the user asked for, never that of a temporary file, and
// the disk that it lies on. Any thread.
#pragma once

#include <filesystem>

namespace stepmark::files {

/// The path that a temporary one stands for: `.NAME.stepmark-part-PID-N` and `.NAME.tmp-PID-N`, as file or as folder on
/// the way to it, become `NAME`. Another path stays as it is.
std::filesystem::path askedPath(const std::filesystem::path& path);

/// Where the disk that holds `path` (or would hold it) is mounted: "/mnt/usb".
std::filesystem::path diskOf(const std::filesystem::path& path);

/// Throws Error: `path` could not be written because of `code`, a value of errno. `path` may be a temporary one.
/// `place`: where its bytes lie, if that is elsewhere (behind a link).
[[noreturn]] void throwWriteError(const std::filesystem::path& path, int code, const std::filesystem::path& place = {});

/// From now on a pipe without a reader and a file beyond the shell's limit are errors of the write, and no longer end
/// the process (SIGPIPE, SIGXFSZ). For main().
void takeWriteSignalsAsErrors();

} // namespace stepmark::files
