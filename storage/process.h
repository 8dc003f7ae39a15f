// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace stepmark::storage {

/// This process as a job's row names it: boot, process namespace and start time ("BOOT NAMESPACE TICKS", of /proc, see
/// proc(5)). Two processes that were given the same number differ in it. Empty where there is no /proc. From any
/// thread.
const std::string& thisProcess();

/// The machine's name in its network. From any thread.
std::string thisHost();

enum class Life { Lives, Dead, Unknown };

/// Whether the process of that number that called itself `process` lives; Unknown where it cannot be asked for from
/// here (another machine, another container, no /proc).
Life lifeOf(std::int64_t pid, const std::string& process);

} // namespace stepmark::storage
