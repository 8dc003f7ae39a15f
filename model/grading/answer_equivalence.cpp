// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/answer_equivalence.h"

#include "model/grading/answer_parts.h"
#include "model/grading/answer_text.h"
#include "model/grading/comparison.h"
#include "model/grading/letter_units.h"
#include "model/grading/plain_number.h"
#include "model/grading/spoken_answer.h"
#include "model/grading/unicode_text.h"
#include "model/grading/work_meter.h"

#include <utility>

namespace stepmark {
namespace {

constexpr std::size_t kMaxLength = 1500; // characters of an answer that is looked at as mathematics

bool equalAsMathematics(std::string_view a, std::string_view b, bool commaGroups, const grading::Rules& rules) {
    return grading::partsEqual(grading::answerParts(a, commaGroups, rules.work),
                               grading::answerParts(b, commaGroups, rules.work), rules);
}

// "(1,200)" may be a point with the coordinates 1 and 200.
bool mayBeTuple(std::string_view answer) {
    return answer.find_first_of("([{") != std::string_view::npos && answer.find(',') != std::string_view::npos;
}

// A letter behind a number is a unit where nothing else can make the answers equal: "5 m" is "5" and "500 cm", and what
// it is besides, "5m", was looked at before.
bool equalWithLetterUnits(std::string_view a, std::string_view b, const grading::Rules& rules) {
    const auto unitA = grading::letterUnit(a), unitB = grading::letterUnit(b);
    if (unitA && unitB)
        return !unitA->power && !unitB->power && equalAsMathematics(unitA->asText(), unitB->asText(), true, rules);
    if (!unitA && !unitB)
        return false;
    const auto& unit = unitA ? *unitA : *unitB;
    const auto other = unitA ? b : a;
    if (grading::isBareNumber(other))
        return equalAsMathematics(unit.number, other, true, rules);
    return !unit.power && equalAsMathematics(unit.asText(), other, true, rules);
}

} // namespace

bool answersEqual(std::string_view given, std::string_view reference, AnswerMatch match, GradingWork* work) {
    GradingWork own;
    GradingWork& meter = work ? *work : own;
    const auto plainGiven = grading::plainText(given);
    const auto plainReference = grading::plainText(reference);
    auto a = grading::trimmedBlanks(plainGiven);
    auto b = grading::trimmedBlanks(plainReference);
    if (a.empty() || b.empty())
        return false;
    if (a == b)
        return true;
    const auto numberA = grading::canonicalNumber(a);
    const auto numberB = grading::canonicalNumber(b);
    if (numberA && numberB)
        return *numberA == *numberB;
    if (const auto key = grading::textKey(a); !key.empty() && key == grading::textKey(b))
        return true;
    const auto writtenA = grading::writtenOut(a), writtenB = grading::writtenOut(b);
    a = writtenA ? std::string_view(*writtenA) : a;
    b = writtenB ? std::string_view(*writtenB) : b;
    if (a.size() > kMaxLength || b.size() > kMaxLength)
        return false;
    if (b < a) // one order for both directions, so that the verdict is symmetric whatever happens below
        std::swap(a, b);
    const grading::Rules rules{meter, match};
    try {
        if (equalAsMathematics(a, b, true, rules))
            return true;
        if (equalWithLetterUnits(a, b, rules))
            return true;
        return (mayBeTuple(a) || mayBeTuple(b)) && equalAsMathematics(a, b, false, rules);
    } catch (const grading::OutOfWork&) {
        return false;
    }
}

} // namespace stepmark
