// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure functions: any thread.
#pragma once

#include <string>
#include <string_view>

namespace stepmark::work {

/// SHA-256, 64 hexadecimal digits: the Digest of plans.
std::string sha256(std::string_view text);

/// Which program does a plan's nodes: its version. Part of their identity.
std::string_view codeVersion();

} // namespace stepmark::work
