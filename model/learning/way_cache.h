// SPDX-License-Identifier: GPL-3.0-or-later
//
// What was measured once on this machine, so that the next run does not measure it again and computes as this one did.
//
// File: $XDG_CACHE_HOME/stepmark/machine.json (~/.cache where that is not set): {"version": 1, "machines": [{"key",
// "ways": [{"kind", "core", "gflops", "error"}]}]}, newest first. It saves two seconds and is not worth an error: what
// cannot be read counts as absent, what cannot be written is measured again.
//
// Thread rule: any thread; of several processes that write at the same time the last one stays.
#pragma once

#include "model/learning/way.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark::way_cache {

/// Empty where the user has no such folder.
std::filesystem::path file();

/// Of the file's text; nullopt where the key is not there, or anything about its entry is not as keep() writes it.
std::optional<std::vector<MeasuredWay>> find(std::string_view text, const std::string& key);
/// The text with this entry in front, without those that are many and old, or not understood.
std::string withEntry(std::string_view text, const std::string& key, const std::vector<MeasuredWay>& ways);

std::optional<std::vector<MeasuredWay>> read(const std::filesystem::path& file, const std::string& key);
/// False: it could not be written.
bool keep(const std::filesystem::path& file, const std::string& key, const std::vector<MeasuredWay>& ways);

} // namespace stepmark::way_cache
