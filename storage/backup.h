// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread that opened the project.
#pragma once

#include "model/run/progress.h"
#include "storage/project.h"

namespace stepmark::storage {

/// Copies the project into one file while others go on working in it, see files::OutputFile; a pipe or device gets what
/// was first written to the folder for temporary files. Returns the copy's size in bytes. Error if `target` is a file
/// that exists and not `overwrite`, and always if it is the project itself or another one. On stop nothing is left
/// behind (Cancelled).
std::int64_t backup(Project& project, const std::filesystem::path& target, bool overwrite = false,
                    const ProgressSink& progress = {}, std::stop_token stop = {});

} // namespace stepmark::storage
