// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/alphabet.h"

#include "storage/formats/fields.h"

#include <algorithm>
#include <cctype>

namespace stepmark::formats {

using nlohmann::json;

namespace {

constexpr Letter kNone{"null", std::nullopt};
constexpr Letter kIgnored{"-100", std::nullopt}; // what trainers of the Hugging Face family pass over
constexpr Letter kThree[] = {{"1", Rating::Positive}, {"0", Rating::Neutral}, {"-1", Rating::Negative}, kNone};
constexpr Letter kTwo[] = {{"1", Rating::Positive},
                           {"true", Rating::Positive},
                           {"0", Rating::Negative},
                           {"false", Rating::Negative},
                           kIgnored,
                           kNone};
constexpr Letter kPlusMinus[] = {{"+", Rating::Positive}, {"-", Rating::Negative}, kNone};
constexpr Letter kAny[] = {
    {"1", Rating::Positive},        {"0", Rating::Neutral},          {"-1", Rating::Negative},
    {"true", Rating::Positive},     {"false", Rating::Negative},     {"+", Rating::Positive},
    {"-", Rating::Negative},        {"positive", Rating::Positive},  {"neutral", Rating::Neutral},
    {"negative", Rating::Negative}, {"good", Rating::Positive},      {"bad", Rating::Negative},
    {"correct", Rating::Positive},  {"incorrect", Rating::Negative}, {"right", Rating::Positive},
    {"wrong", Rating::Negative},    kNone};

// What the user's word makes of the numbers of an alphabet that leaves them open.
std::span<const Letter> numbersOf(LabelMeaning meaning) {
    return meaning == LabelMeaning::Binary    ? std::span<const Letter>(kTwo)
           : meaning == LabelMeaning::Ternary ? std::span<const Letter>(kThree)
                                              : std::span<const Letter>();
}

bool isNumber(std::string_view letter) {
    return !letter.empty() && (std::isdigit(static_cast<unsigned char>(letter.back())) != 0);
}

const Letter* find(std::span<const Letter> letters, std::string_view written) {
    const auto place =
        std::find_if(letters.begin(), letters.end(), [&](const Letter& one) { return one.written == written; });
    return place == letters.end() ? nullptr : &*place;
}

const char* nameOf(const std::optional<Rating>& meaning) {
    return !meaning                       ? "no judgement"
           : *meaning == Rating::Positive ? "right"
           : *meaning == Rating::Neutral  ? "neutral"
                                          : "wrong";
}

} // namespace

const Alphabet kNoLabels{};
const Alphabet kThreeNumbers{kThree};
const Alphabet kTwoNumbers{kTwo};
const Alphabet kSigns{kPlusMinus};
const Alphabet kSignsOrScores{kPlusMinus, true};
const Alphabet kAnyLabels{kAny, false, true};

std::optional<LabelMeaning> labelMeaningFromText(std::string_view text) {
    if (text == "auto")
        return LabelMeaning::AsFormat;
    if (text == "binary")
        return LabelMeaning::Binary;
    if (text == "ternary")
        return LabelMeaning::Ternary;
    if (text == "scores")
        return LabelMeaning::Scores;
    return std::nullopt;
}

std::string letterOf(const json& value) {
    if (value.is_boolean())
        return value.get<bool>() ? "true" : "false";
    if (const auto whole = wholeNumber(value))
        return std::to_string(*whole);
    if (!value.is_string())
        return value.dump(-1, ' ', false, json::error_handler_t::replace);
    std::string text = trimmed(value.get_ref<const std::string&>());
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    return text.empty() ? "null" : text;
}

std::string describe(const Alphabet& alphabet, LabelMeaning meaning) {
    const bool told = alphabet.leavesNumbersOpen() && meaning != LabelMeaning::AsFormat;
    std::string text;
    const auto add = [&text](const Letter& letter) {
        text += (text.empty() ? "" : ", ") + std::string(letter.written) + " (" + nameOf(letter.meaning) + ")";
    };
    if (told)
        std::for_each(numbersOf(meaning).begin(), numbersOf(meaning).end(), add);
    else
        std::for_each(alphabet.letters.begin(), alphabet.letters.end(), add);
    if (told ? meaning == LabelMeaning::Scores : alphabet.numbers_are_scores)
        text += std::string(text.empty() ? "" : ", ") + "a number from 0 to 1 (how likely the step is right)";
    return text;
}

namespace {

class LabelReader {
public:
    LabelReader(const std::string& name, const Alphabet& alphabet, LabelMeaning meaning)
        : m_name(name)
        , m_alphabet(alphabet)
        , m_meaning(alphabet.leavesNumbersOpen() ? meaning : LabelMeaning::AsFormat)
        , m_scores(m_meaning == LabelMeaning::Scores ||
                   (m_meaning == LabelMeaning::AsFormat && alphabet.numbers_are_scores)) {}

    void add(const json& value) {
        const std::string letter = letterOf(value);
        if (m_scores && letter != "-" && letter != "+")
            if (const auto number = maybeNumber(value)) {
                if (!(*number >= 0 && *number <= 1))
                    refuse(value);
                labels.scores.emplace_back(*number);
                labels.ratings.emplace_back();
                return;
            }
        const bool told = m_meaning != LabelMeaning::AsFormat && isNumber(letter);
        const Letter* known = find(told ? numbersOf(m_meaning) : m_alphabet.letters, letter);
        if (!known)
            refuse(value);
        if (m_alphabet.zero_is_open && m_meaning == LabelMeaning::AsFormat) {
            labels.open_zero = labels.open_zero || letter == "0";
            labels.minus = labels.minus || letter == "-1";
        }
        labels.scores.emplace_back();
        labels.ratings.push_back(known->meaning);
    }

    Labels labels;

private:
    [[noreturn]] void refuse(const json& value) const {
        wrongType(m_name + "[" + std::to_string(labels.ratings.size()) + "]", describe(m_alphabet, m_meaning).c_str(),
                  value);
    }

    const std::string& m_name;
    const Alphabet& m_alphabet;
    LabelMeaning m_meaning;
    bool m_scores;
};

} // namespace

Labels readLabels(const json& list, const std::string& name, const Alphabet& alphabet, LabelMeaning meaning) {
    LabelReader reader(name, alphabet, meaning);
    for (const json& value : list)
        reader.add(value);
    return std::move(reader.labels);
}

std::optional<Rating> readLabel(const json& value, const char* name, const Alphabet& alphabet) {
    const Letter* known = find(alphabet.letters, letterOf(value));
    if (!known)
        wrongType(name, describe(alphabet).c_str(), value);
    return known->meaning;
}

} // namespace stepmark::formats
