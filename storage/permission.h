// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who may write a project, as the system says. Asked by name, never by opening: closing any descriptor of a project
// would drop this process's locks on it. Thread-safe.
#pragma once

#include "model/domain/error.h"

#include <filesystem>
#include <string>

namespace stepmark::storage {

/// The project can be read here, but not written.
class OnlyReadable : public Error {
public:
    OnlyReadable(const std::filesystem::path& project, std::string why);
    const std::string& why() const { return m_why; } ///< "the disk is full: make room"

private:
    std::string m_why;
};

/// Whether writing has been tried: a disk that is full now may yet hold a small change.
enum class AfterFailure { No, Yes };

/// What keeps this user from writing the project: its file, the folder (where SQLite makes and removes its log), a log
/// left by somebody else, the medium. What it is and what to do, without a capital or a full stop; "" for nothing.
std::string whyOnlyReadable(const std::filesystem::path& project, AfterFailure after = AfterFailure::No);

/// The sentences that go with it, and with a schema that is not Stepmark's ("the table problem is missing").
std::string onlyReadable(const std::filesystem::path& project, const std::string& why);
std::string damaged(const std::filesystem::path& project, const std::string& what);

/// SQLite's companions of a project: its log and that log's index.
std::filesystem::path logOf(const std::filesystem::path& project);
std::filesystem::path indexOf(const std::filesystem::path& project);

/// Gives the log and its index, where this user made them, to the group of the project: SQLite copies its permissions,
/// but only root's files get its owner and group, so that a colleague of that group could not go on.
void shareCompanions(const std::filesystem::path& project) noexcept;

} // namespace stepmark::storage
