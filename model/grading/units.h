// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: units that are part of the answer. Where both answers name a unit of one kind, the units
// are compared with the numbers: 5 cents is not 5 dollars, 7 a.m. not 7 p.m. A unit that only one answer names is left
// away, as references mostly do. Nothing is shared: any thread.
#pragma once

#include <string_view>

namespace stepmark::grading {

struct Unit {
    enum class Kind { Money, Clock, Temperature, Angle, Length, Mass, Time, Volume };
    std::string_view name; ///< one of its spellings
    Kind kind = Kind::Money;
    std::string_view currency; ///< Money: "usd", ...; empty: the hundredth part of whatever stands beside it
    std::string_view factor;   ///< value in the kind's base unit = number * factor + offset; "p/q" or "p"
    std::string_view offset = "0";
};

/// By any spelling, singular or plural, with or without full stops, in any case; nullptr for what is no such unit. "m",
/// "g" and other single letters are units in \text{...} only, so that they are asked for by `inText`.
const Unit* unitSpelled(std::string_view spelling, bool inText);

/// Whether they measure the same thing, or may: a pound is money or a mass, a degree an angle or a temperature.
bool ofOneKind(const Unit& a, const Unit& b);

/// Whether a factor leads from one unit to the other: they are of one kind, and neither two currencies nor a.m. and
/// p.m., nor degrees and radians.
bool comparable(const Unit& a, const Unit& b);

} // namespace stepmark::grading
