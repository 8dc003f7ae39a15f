// SPDX-License-Identifier: GPL-3.0-or-later
//
// The prepared folders that each trial starts from a copy of. Main thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace stepmark::torture {

class Server;

inline constexpr const char* kProjectPlace = "project"; ///< with marks, a model, scores, a queue, a file to import
inline constexpr const char* kLogPlace = "log";         ///< the same, its last marks only in a large write-ahead log
std::string oldPlace(int version);                      ///< a project of an older schema, with marks
int newestVersion();

/// Makes them all below `folder`. `work` is where the trials will be: models are named by absolute paths. Error where a
/// step fails.
void preparePlaces(const std::filesystem::path& folder, const std::filesystem::path& work, Server& ctl, Server& window);

/// Empties `work` and copies a prepared folder there.
void restorePlace(const std::filesystem::path& from, const std::filesystem::path& work);

/// A step with a rating in the project of that folder.
std::int64_t ratedStep(const std::filesystem::path& place);

} // namespace stepmark::torture
