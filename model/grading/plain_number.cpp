// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/plain_number.h"

#include "model/grading/answer_text.h"
#include "model/grading/digit.h"

#include <algorithm>
#include <cstdlib>

namespace stepmark::grading {
namespace {

bool drop(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix))
        return false;
    text = trimmedBlanks(text.substr(prefix.size()));
    return true;
}

bool dropEnd(std::string_view& text, std::string_view suffix) {
    if (!text.ends_with(suffix))
        return false;
    text = trimmedBlanks(text.substr(0, text.size() - suffix.size()));
    return true;
}

void dropSigns(std::string_view& text, bool& negative) {
    while (drop(text, "\\$") || drop(text, "$")) {
    }
    if (drop(text, "-"))
        negative = true;
    else
        drop(text, "+");
    while (drop(text, "\\$") || drop(text, "$")) {
    }
    while (dropEnd(text, "\\%") || dropEnd(text, "%") || dropEnd(text, "$")) {
    }
    if (text.size() > 1 && text.ends_with('.'))
        text.remove_suffix(1);
}

// Reads the digits before the point; false where separators do not stand before groups of three.
bool readWhole(std::string_view text, std::size_t& at, std::string& digits) {
    std::size_t group = 0; // digits since the last separator
    bool separated = false;
    while (at < text.size() && (isDigit(text[at]) || text[at] == ',')) {
        if (text[at] == ',') {
            if (group == 0 || (separated ? group != 3 : group > 3))
                return false;
            separated = true;
            group = 0;
            ++at;
            if (text.substr(at, 2) == "\\!")
                at += 2;
            continue;
        }
        digits += text[at++];
        ++group;
    }
    return !separated || group == 3;
}

} // namespace

std::string pointMoved(const std::string& number, int places) {
    const auto point = std::min(number.find('.'), number.size());
    auto whole = number.substr(0, point);
    auto fraction = number.substr(std::min(point + 1, number.size()));
    const auto count = static_cast<std::size_t>(std::abs(places));
    if (places >= 0) {
        fraction.resize(std::max(fraction.size(), count), '0');
        whole += fraction.substr(0, count);
        fraction.erase(0, count);
    } else {
        whole.insert(0, count, '0');
        fraction.insert(0, whole.substr(whole.size() - count));
        whole.erase(whole.size() - count);
    }
    if (whole.empty())
        whole = "0";
    return fraction.empty() ? whole : whole + '.' + fraction;
}

std::optional<std::string> canonicalNumber(std::string_view answer) {
    auto text = trimmedBlanks(answer);
    bool negative = false;
    dropSigns(text, negative);
    std::string whole;
    std::string fraction;
    std::size_t at = 0;
    if (!readWhole(text, at, whole))
        return std::nullopt;
    if (at < text.size() && text[at] == '.') {
        ++at;
        while (at < text.size() && isDigit(text[at]))
            fraction += text[at++];
    }
    if (at != text.size() || (whole.empty() && fraction.empty()))
        return std::nullopt;
    whole.erase(0, whole.find_first_not_of('0'));
    while (fraction.ends_with('0'))
        fraction.pop_back();
    if (whole.empty())
        whole = "0";
    if (!fraction.empty())
        whole += '.' + fraction;
    return negative && whole != "0" ? '-' + whole : whole;
}

} // namespace stepmark::grading
