// SPDX-License-Identifier: GPL-3.0-or-later
//
// What no output may replace, although it is a file like any other: a Stepmark project with its log, and a model.
// Any thread.
#pragma once

#include "model/files/target.h"

#include <cstdint>

namespace stepmark::files {

/// What marks an SQLite file as a Stepmark project (its application_id): "Stpm".
inline constexpr std::uint32_t kProjectId = 0x5374706d;

/// A file that SQLite or its header calls a project. A file that this process has open is not touched, see
/// OpenDatabases. Error where it cannot be read, because then nobody can tell.
bool isProject(const std::filesystem::path& file);

/// Error if the target is a project (`unless_closed`: one that this process has open), or a file of one (-wal, -shm,
/// -journal).
void requireNoProject(const Target& target, bool unless_closed);
/// Error if what exists at the target is write-protected, by whomever (root included).
void requireWritable(const Target& target);
/// Error if the target's folder, or what it replaces, belongs to a model.
void requireNoModel(const Target& target);

} // namespace stepmark::files
