// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "model/domain/rating.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What the values of a format's labels mean. The same digit means another thing in another format (TRL's 0 is wrong,
// PRM800K's 0 is neutral), so that every format has an alphabet of its own, as data.
namespace stepmark::formats {

/// One value and its meaning; nullopt: no judgement.
struct Letter {
    std::string_view written; ///< "1", "-1", "true", "+", "null"; what letterOf() makes of a JSON value
    std::optional<Rating> meaning;
};

/// What the user says of numbers as labels, where a format leaves it open.
enum class LabelMeaning {
    AsFormat,
    Binary,  ///< 1 right, 0 wrong
    Ternary, ///< 1 right, 0 neutral, -1 wrong
    Scores,  ///< from 0 to 1: how likely the step is right
};
std::optional<LabelMeaning> labelMeaningFromText(std::string_view text); ///< "auto", "binary", "ternary", "scores"

struct Alphabet {
    std::span<const Letter> letters;
    bool numbers_are_scores = false; ///< a number from 0 to 1 says how likely the step is right
    /// 0 is neutral beside -1; where no row has -1 it could be wrong as well, and the user is asked (LabelMeaning).
    bool zero_is_open = false;

    bool leavesNumbersOpen() const { return numbers_are_scores || zero_is_open; }
};

extern const Alphabet kNoLabels;
extern const Alphabet kThreeNumbers;  ///< 1, 0 (neutral), -1, null
extern const Alphabet kTwoNumbers;    ///< 1 and true, 0 and false, null
extern const Alphabet kSigns;         ///< +, -, null
extern const Alphabet kSignsOrScores; ///< +, -, null; numbers are scores
extern const Alphabet kAnyLabels;     ///< all of these and words, with 0 open

/// What a list of labels says.
struct Labels {
    std::vector<std::optional<Rating>> ratings;
    std::vector<std::optional<double>> scores; ///< as long; how likely each step is right
    bool open_zero = false;                    ///< a 0 was taken for neutral, unless the file has no -1
    bool minus = false;                        ///< a -1 was there
};

/// Error, naming `name` and the place in it, where a value is none of the alphabet's.
Labels readLabels(const nlohmann::json& list, const std::string& name, const Alphabet& alphabet, LabelMeaning meaning);

/// The same of a single value.
std::optional<Rating> readLabel(const nlohmann::json& value, const char* name, const Alphabet& alphabet);

/// A label's value as text, the same however it is written: 1, 1.0 and "1" are "1"; True is "true".
std::string letterOf(const nlohmann::json& value);

/// "1 (right), 0 (wrong) or null (no judgement)".
std::string describe(const Alphabet& alphabet, LabelMeaning meaning = LabelMeaning::AsFormat);

} // namespace stepmark::formats
