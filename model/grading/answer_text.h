// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: answers as text. Nothing is shared: any thread.
#pragma once

#include <string>
#include <string_view>

namespace stepmark::grading {

std::string_view trimmedBlanks(std::string_view text);

// The answer without what never changes its meaning: math delimiters, \left and \right, spacing commands, \text{} and
// the like round words, currency and per-cent signs, a full stop at the end; lower case; runs of blanks only between
// two letters or digits, as one blank. Equal keys are equal answers.
std::string textKey(std::string_view answer);

} // namespace stepmark::grading
