// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: "5 m", "2 L". A single letter is a variable first; behind a number and a blank it may be a
// unit, where that is the only way in which two answers can be meant alike. Nothing is shared: any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stepmark::grading {

struct LetterUnit {
    std::string_view number; ///< what stands before: digits, signs and fractions only
    char letter = 0;
    bool power = false; ///< an area or a volume: "5 m^2"

    std::string asText() const { return std::string(number) + "\\text{" + letter + "}"; }
};

std::optional<LetterUnit> letterUnit(std::string_view answer);

/// Nothing but digits, signs and fractions: no name, and no unit.
bool isBareNumber(std::string_view answer);

} // namespace stepmark::grading
