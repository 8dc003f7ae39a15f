// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/spoken_answer.h"

#include "model/grading/answer_text.h"
#include "model/grading/digit.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace stepmark::grading {
namespace {

constexpr std::size_t kMostLetters = 60; ///< longer answers are sentences

/// What stands in a \text{...} that is all of the answer; a full stop at the end is left away.
std::string_view bare(std::string_view answer) {
    answer = trimmedBlanks(answer);
    if (answer.ends_with('.'))
        answer.remove_suffix(1);
    constexpr std::string_view text = "\\text{";
    if (answer.starts_with(text) && answer.find('}') + 1 == answer.size())
        answer = trimmedBlanks(answer.substr(text.size(), answer.size() - text.size() - 1));
    return answer;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

// --- English ---------------------------------------------------------------------------------------------------------

std::optional<std::string> middleOfTheDay(std::string_view answer) {
    constexpr std::array<std::pair<std::string_view, const char*>, 6> words = {{{"noon", "12 PM"},
                                                                                {"midday", "12 PM"},
                                                                                {"midnight", "12 AM"},
                                                                                {"中午", "12 PM"},
                                                                                {"正午", "12 PM"},
                                                                                {"午夜", "12 AM"}}};
    const std::string text = lower(answer);
    for (const auto& [word, time] : words) {
        if (!text.ends_with(word))
            continue;
        const auto before = trimmedBlanks(std::string_view(text).substr(0, text.size() - word.size()));
        if (before.empty() || before == "12" || before == "12:00")
            return time;
    }
    return std::nullopt;
}

std::optional<std::string> withoutOClock(std::string_view answer) {
    const std::string text = lower(answer);
    for (const std::string_view word : {"o'clock", "o’clock", "oclock"}) {
        const auto at = text.find(word);
        if (at == std::string::npos)
            continue;
        const auto before = trimmedBlanks(answer.substr(0, at));
        if (before.empty() || !isDigit(before.back()))
            return std::nullopt;
        return std::string(before) + " " + std::string(trimmedBlanks(answer.substr(at + word.size())));
    }
    return std::nullopt;
}

// --- Chinese ---------------------------------------------------------------------------------------------------------

struct Clock {
    int hour = 0, minute = 0;
};

class ClockReader {
public:
    explicit ClockReader(std::string_view text)
        : m_text(text) {}

    /// "3点", "3点半", "3点05分", "3:30"; `named`: a part of the day stands before, so that 时 is no duration.
    std::optional<Clock> read(bool named) {
        const auto hour = number();
        const bool sign = accept("点") || (named && (accept("时") || accept(":")));
        if (!hour || !sign)
            return std::nullopt;
        Clock clock{*hour, 0};
        if (accept("半"))
            clock.minute = 30;
        else if (const auto minute = number())
            clock.minute = *minute;
        accept("分");
        accept("钟");
        accept("整");
        return m_text.empty() && clock.hour < 24 && clock.minute < 60 ? std::optional(clock) : std::nullopt;
    }

private:
    bool accept(std::string_view word) {
        m_text = trimmedBlanks(m_text);
        if (!m_text.starts_with(word))
            return false;
        m_text.remove_prefix(word.size());
        return true;
    }
    std::optional<int> number() {
        m_text = trimmedBlanks(m_text);
        std::size_t digits = 0;
        while (digits < m_text.size() && isDigit(m_text[digits]))
            ++digits;
        if (digits == 0 || digits > 2)
            return std::nullopt;
        const int value = std::stoi(std::string(m_text.substr(0, digits)));
        m_text.remove_prefix(digits);
        return value;
    }

    std::string_view m_text;
};

std::string text(const Clock& clock, const char* half) {
    const std::string minute = (clock.minute < 10 ? ":0" : ":") + std::to_string(clock.minute);
    const bool whole = clock.minute == 0 && clock.hour < 13;
    return std::to_string(clock.hour) + (whole ? "" : minute) + half;
}

/// A part of the day, and the hours that it names: the first is the earliest, past midnight after 12.
struct PartOfDay {
    std::string_view word;
    int first, last;
};
constexpr std::array kPartsOfDay = std::to_array<PartOfDay>({{"凌晨", 0, 6},
                                                             {"早上", 4, 11},
                                                             {"早晨", 4, 11},
                                                             {"上午", 5, 11},
                                                             {"中午", 11, 14},
                                                             {"下午", 12, 19},
                                                             {"傍晚", 16, 20},
                                                             {"晚上", 17, 23}});

/// The hour of a day that `hour` on a clock's face is in that part of it; nullopt where it is none.
std::optional<int> hourOfDay(int hour, const PartOfDay& part) {
    for (const int meant : {hour, hour + 12, hour - 12}) {
        const bool same_face = meant == hour || (hour >= 1 && hour <= 12);
        if (same_face && meant >= part.first && meant <= part.last)
            return meant;
    }
    return std::nullopt;
}

std::optional<std::string> chineseTime(std::string_view answer) {
    const auto* const part = std::find_if(kPartsOfDay.begin(), kPartsOfDay.end(),
                                          [answer](const PartOfDay& one) { return answer.starts_with(one.word); });
    const bool named = part != kPartsOfDay.end();
    auto clock = ClockReader(named ? answer.substr(part->word.size()) : answer).read(named);
    if (!clock)
        return std::nullopt;
    if (!named)
        return text(*clock, "");
    const auto hour = hourOfDay(clock->hour, *part);
    if (!hour)
        return std::nullopt;
    clock->hour = *hour % 12 == 0 ? 12 : *hour % 12;
    return text(*clock, *hour < 12 ? " AM" : " PM");
}

// --- currencies ------------------------------------------------------------------------------------------------------

std::optional<std::string> currencyBehind(std::string_view answer) {
    const auto amount = [](std::string_view rest) { return !rest.empty() && (isDigit(rest[0]) || rest[0] == '.'); };
    for (const std::string_view sign : {"US\\$", "US$"})
        if (answer.starts_with(sign) && amount(trimmedBlanks(answer.substr(sign.size()))))
            return "\\$" + std::string(trimmedBlanks(answer.substr(sign.size())));
    for (const std::string_view code : {"USD", "EUR", "GBP", "INR", "CNY", "RMB", "JPY"})
        if (answer.starts_with(code) && amount(trimmedBlanks(answer.substr(code.size()))))
            return std::string(trimmedBlanks(answer.substr(code.size()))) + " " + std::string(code);
    return std::nullopt;
}

} // namespace

std::optional<std::string> writtenOut(std::string_view answer) {
    answer = bare(answer);
    if (answer.size() > kMostLetters)
        return std::nullopt;
    for (const auto& read : {middleOfTheDay, withoutOClock, chineseTime, currencyBehind})
        if (auto written = read(answer))
            return written;
    return std::nullopt;
}

} // namespace stepmark::grading
