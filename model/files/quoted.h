// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any thread.
#pragma once

#include <filesystem>
#include <string>

namespace stepmark::files {

/// A path as messages say it.
inline std::string quoted(const std::filesystem::path& path) { return "\"" + path.string() + "\""; }

} // namespace stepmark::files
