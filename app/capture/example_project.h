// SPDX-License-Identifier: GPL-3.0-or-later
//
// Opens the project for itself: any thread.
#pragma once

#include <filesystem>

namespace stepmark::capture {

/// Makes a project for pictures: word problems, right and wrong solutions, two rounds that were labelled and evaluated,
/// a third that is being labelled, and a running job. Its figures are examples and no measurement; a project that shows
/// what a model is worth comes from `stepmarkctl sample`. Error where the file exists.
void makeExampleProject(const std::filesystem::path& path);

/// Ends its running job; by the process that made it.
void endExampleJob(const std::filesystem::path& path);

} // namespace stepmark::capture
