// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/letter_units.h"

#include "model/grading/answer_text.h"

#include <algorithm>

namespace stepmark::grading {
namespace {

constexpr std::string_view kLetters = "mLlgsh";

std::string_view withoutDollars(std::string_view answer) {
    if (answer.size() > 2 && answer.front() == '$' && answer.back() == '$')
        answer = answer.substr(1, answer.size() - 2);
    return trimmedBlanks(answer);
}

/// Takes "^2", "^{3}" off the end.
bool takePower(std::string_view& answer) {
    for (const std::string_view power : {"^2", "^3", "^{2}", "^{3}"})
        if (answer.ends_with(power)) {
            answer.remove_suffix(power.size());
            return true;
        }
    return false;
}

} // namespace

bool isBareNumber(std::string_view answer) {
    std::string rest(withoutDollars(answer));
    for (const std::string_view command : {"\\frac", "\\dfrac", "\\tfrac"})
        for (auto at = rest.find(command); at != std::string::npos; at = rest.find(command))
            rest.erase(at, command.size());
    constexpr std::string_view allowed = "0123456789.,/+-{} ";
    return rest.find_first_of("0123456789") != std::string::npos &&
           rest.find_first_not_of(allowed) == std::string::npos;
}

std::optional<LetterUnit> letterUnit(std::string_view answer) {
    answer = withoutDollars(answer);
    LetterUnit unit;
    unit.power = takePower(answer);
    if (answer.size() < 3 || kLetters.find(answer.back()) == std::string_view::npos || answer[answer.size() - 2] != ' ')
        return std::nullopt;
    unit.letter = answer.back();
    unit.number = trimmedBlanks(answer.substr(0, answer.size() - 1));
    return isBareNumber(unit.number) ? std::optional(unit) : std::nullopt;
}

} // namespace stepmark::grading
