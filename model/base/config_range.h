// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bounds of what a stranger's configuration says. Both throw Error.
//
// Thread rule: pure functions.
#pragma once

#include <string>

namespace stepmark {

void requireRange(const char* key, double value, double low, double high);
/// `why`: a sentence.
void requireConfig(bool fits, const std::string& why);

} // namespace stepmark
