// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the rows of a classification head mean. Classes go by their names, in whatever order and spelling other people's
// programs left them; a name is never guessed from a row's place.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/domain/rating.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

struct HeadClasses {
    std::vector<Rating> rows; ///< [L] what row i means; negative and positive are among them, each rating once at most
    bool assumed = false;     ///< two rows that nobody named: of classes 0 and 1 the first is wrong, as TRL labels them

    std::size_t rowOf(Rating rating) const; ///< of one that is among the rows
    bool operator==(const HeadClasses&) const = default;
};

/// Reads the names of a head's rows, `told` first: what classes 0, 1, ... mean, where a person says so. A class's
/// number is that in its name ("LABEL_1", "1"), else its row's. Throws Error, naming the classes and `source`: names
/// that are not known and not told, three without names, two rows that mean the same, names that contradict what is
/// told.
HeadClasses readHeadClasses(const std::vector<std::string>& names, const std::vector<Rating>& told,
                            const std::string& source);

/// "negative", "neutral", "positive".
std::string_view toText(Rating rating);
/// One class's name as a rating, in the usual spellings ("Wrong", "incorrect", "-", "-1"; "good", "+", "1"); nothing
/// for others, and for numbers from 0 up, which are numbers of classes unless "-1" is beside them.
std::optional<Rating> ratingFromName(std::string_view name);

} // namespace stepmark
