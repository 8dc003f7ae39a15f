// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a training may put what it makes: never over a model that is there. The thread that opened the project.
#pragma once

#include "app/work/work.h"

namespace stepmark::work {

/// Takes `what` for this job until it ends. Throws Error with `refusal`, the job that has it, and what to do.
void hold(Work& work, const std::string& what, const std::string& refusal);

/// Throws the same where another living job has it; takes nothing.
void requireNobody(Work& work, const std::string& what, const std::string& refusal);

/// Takes the folder, however it is spelled, for this job. Throws Error where a living job trains into it.
void holdFolder(Work& work, const std::filesystem::path& folder);

/// Throws Error where a model of this project lies in the folder, however either is spelled.
void requireNoModel(Work& work, const std::filesystem::path& folder);
/// The same where there is anything else in it: what another project, or nobody, has registered.
void requireFree(Work& work, const std::filesystem::path& folder);

/// The first of FOLDER, FOLDER-2, FOLDER-3, ... that is free with each of the tails behind it ("-orm").
std::filesystem::path freeFolder(Work& work, const std::filesystem::path& folder,
                                 const std::vector<std::string>& tails);

} // namespace stepmark::work
