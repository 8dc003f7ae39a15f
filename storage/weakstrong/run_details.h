// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run/study_results.h"
#include "storage/project.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace stepmark::storage {

/// Everything that is known of one run of a study, its `most` first disagreements with whom it learnt from among it.
/// nullopt where there is no such run. Thread rule: that of the Project.
std::optional<StudyRunDetails> runDetails(Project& project, std::string_view identity, std::size_t most = 100);

} // namespace stepmark::storage
