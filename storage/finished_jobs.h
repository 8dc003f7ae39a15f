// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/job_store.h"

namespace stepmark::storage {

/// The jobs of that kind that ended well, newest first, at most so many. Thread rule: that of the Project.
std::vector<Job> finishedJobs(Project& project, std::string_view kind, std::int64_t most);

} // namespace stepmark::storage
