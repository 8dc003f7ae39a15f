// SPDX-License-Identifier: GPL-3.0-or-later
//
// LivingRun: any thread, behind a lock; the rest: the thread that opened the project.
#pragma once

#include "storage/project.h"

#include <chrono>
#include <stop_token>

namespace stepmark::storage {

/// While it exists, the run is not taken for dead by others in this process (other processes look for the process).
class LivingRun {
public:
    LivingRun(const std::filesystem::path& project, std::int64_t run);
    ~LivingRun();
    LivingRun(const LivingRun&) = delete;
    LivingRun& operator=(const LivingRun&) = delete;
    static bool isOne(const std::filesystem::path& project, std::int64_t run);

private:
    std::pair<std::filesystem::path, std::int64_t> m_run;
};

/// Takes all rows of an unpublished run away, in small transactions, or begins to: what is left at `until` stays hidden
/// for the next sweep. Its owner, should it live after all, finds out with its next transaction.
using Deadline = std::chrono::steady_clock::time_point;
void giveUpImport(Project& project, std::int64_t run, std::stop_token stop = {}, Deadline until = Deadline::max());

/// Does what a published run noted of older rows, in small transactions; may be stopped and gone on with at any time.
void settleImport(Project& project, std::int64_t run, std::stop_token stop = {});

} // namespace stepmark::storage
