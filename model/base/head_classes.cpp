// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/head_classes.h"

#include "model/domain/error.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace stepmark {
namespace {

using Names = std::array<std::string_view, 10>;
constexpr Names negative{"negative", "neg", "wrong", "incorrect", "bad", "false", "error", "no", "-", "-1"};
constexpr Names neutral{"neutral", "neu", "ambiguous", "unclear", "uncertain"};
constexpr Names positive{"positive", "pos", "right", "correct", "good", "true", "noerror", "yes", "+", "+1"};

/// Small letters, without blanks, "_" and (but for one that is a sign) "-".
std::string normalized(std::string_view name) {
    std::string text;
    for (const char c : name)
        if (c != ' ' && c != '_' && !(c == '-' && !text.empty()))
            text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

bool isAmong(const Names& names, const std::string& name) {
    return !name.empty() && std::find(names.begin(), names.end(), name) != names.end();
}

/// The number in "LABEL_2", "class 2" or "2".
std::optional<std::size_t> numberOf(std::string_view name) {
    std::string text = normalized(name);
    for (const std::string_view word : {"label", "class"})
        if (text.starts_with(word))
            text.erase(0, word.size());
    const bool digit = text.size() == 1 && text[0] >= '0' && text[0] <= '9';
    return digit ? std::optional<std::size_t>(static_cast<std::size_t>(text[0] - '0')) : std::nullopt;
}

/// Number of each class, where the names are nothing but the numbers 0 to L-1 in some order.
std::optional<std::vector<std::size_t>> numbersOf(const std::vector<std::string>& names) {
    std::vector<std::size_t> numbers;
    for (const std::string& name : names) {
        const auto number = numberOf(name);
        if (!number || *number >= names.size() || std::find(numbers.begin(), numbers.end(), *number) != numbers.end())
            return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

std::string listOf(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "\"" : ", \"") + name + "\"";
    return text;
}

/// Ratings of the names themselves; nothing where one is not known. Beside a "-1", "0" and "1" are ratings, too.
std::optional<std::vector<Rating>> namedRatings(const std::vector<std::string>& names) {
    const bool signs = std::find(names.begin(), names.end(), "-1") != names.end();
    std::vector<Rating> ratings;
    for (const std::string& name : names) {
        auto rating = ratingFromName(name);
        if (!rating && signs && (name == "0" || name == "1"))
            rating = name == "0" ? Rating::Neutral : Rating::Positive;
        if (!rating)
            return std::nullopt;
        ratings.push_back(*rating);
    }
    return ratings;
}

bool makesSense(std::vector<Rating> ratings) {
    std::sort(ratings.begin(), ratings.end());
    return ratings == std::vector{Rating::Negative, Rating::Positive} ||
           ratings == std::vector{Rating::Negative, Rating::Neutral, Rating::Positive};
}

} // namespace

std::size_t HeadClasses::rowOf(Rating rating) const {
    return static_cast<std::size_t>(std::find(rows.begin(), rows.end(), rating) - rows.begin());
}

std::string_view toText(Rating rating) {
    return rating == Rating::Negative ? "negative" : rating == Rating::Neutral ? "neutral" : "positive";
}

std::optional<Rating> ratingFromName(std::string_view name) {
    const std::string text = normalized(name);
    if (isAmong(negative, text))
        return Rating::Negative;
    if (isAmong(neutral, text))
        return Rating::Neutral;
    return isAmong(positive, text) ? std::optional(Rating::Positive) : std::nullopt;
}

HeadClasses readHeadClasses(const std::vector<std::string>& names, const std::vector<Rating>& told,
                            const std::string& source) {
    const auto refuse = [&](const std::string& why) {
        throw Error(source + ": its head has the classes " + listOf(names) + why);
    };
    if (names.size() < 2 || names.size() > 3)
        throw Error(
            source + " is not a step classifier: its head has " + std::to_string(names.size()) +
            " classes, and steps are wrong or right, or negative, neutral or positive. Give a checkpoint of the "
            "right kind.");
    const auto named = namedRatings(names);
    if (named && !told.empty() && *named != told)
        refuse(", which say what they mean, and --classes says something else. Leave it out.");
    if (named && !makesSense(*named))
        refuse(", of which two mean the same, or none is wrong or right. Give a checkpoint of the right kind.");
    if (named)
        return {*named, false};
    const auto numbers = numbersOf(names);
    if (told.empty() && !(numbers && names.size() == 2))
        refuse(", which do not say what they mean. Say it: --classes " +
               std::string(names.size() == 2 ? "negative,positive" : "negative,neutral,positive") +
               ", in the order of the classes.");
    const std::vector<Rating> meaning = told.empty() ? std::vector{Rating::Negative, Rating::Positive} : told;
    if (meaning.size() != names.size() || !makesSense(meaning))
        refuse(", and --classes must name negative, positive and (of three) neutral, each once.");
    HeadClasses result{{}, told.empty()};
    for (std::size_t row = 0; row < names.size(); ++row)
        result.rows.push_back(meaning[numbers ? (*numbers)[row] : row]);
    return result;
}

} // namespace stepmark
