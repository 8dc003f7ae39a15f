// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/finished_jobs.h"

#include "storage/statement.h"

namespace stepmark::storage {

std::vector<Job> finishedJobs(Project& project, std::string_view kind, std::int64_t most) {
    const JobStore jobs(project);
    Statement statement(project.connection(),
                        "SELECT id FROM job WHERE kind = ? AND state = 'done' ORDER BY id DESC LIMIT ?");
    statement.run(kind, most);
    std::vector<Job> finished;
    while (statement.next())
        if (auto job = jobs.find(statement.integer(0)))
            finished.push_back(std::move(*job));
    return finished;
}

} // namespace stepmark::storage
