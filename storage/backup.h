// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/progress.h"
#include "storage/project.h"

namespace stepmark::storage {

/// Copies the project into one file while others go on working in it: written beside `target` under another name,
/// synced, then renamed. Error if `target` exists unless `overwrite`, or is the project itself. On stop nothing is left
/// behind (Cancelled).
void backup(Project& project, const std::filesystem::path& target, bool overwrite = false,
            const ProgressSink& progress = {}, std::stop_token stop = {});

} // namespace stepmark::storage
