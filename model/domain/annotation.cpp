// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/annotation.h"

#include <algorithm>
#include <array>

namespace stepmark {

namespace {
constexpr std::array kFinishReasons = {"", "solution", "found_error", "bad_problem", "give_up"};
constexpr std::array kPurposes = {"label", "quality-control", "screening"};
} // namespace

const char* toText(FinishReason reason) { return kFinishReasons[static_cast<std::size_t>(reason)]; }

std::optional<FinishReason> finishReasonFromText(const std::string& text) {
    const auto place = std::find(kFinishReasons.begin() + 1, kFinishReasons.end(), text);
    if (place == kFinishReasons.end())
        return std::nullopt;
    return static_cast<FinishReason>(place - kFinishReasons.begin());
}

const char* toText(Purpose purpose) { return kPurposes[static_cast<std::size_t>(purpose)]; }

Purpose purposeFromText(const std::string& text) {
    const auto place = std::find(kPurposes.begin(), kPurposes.end(), text);
    return place == kPurposes.end() ? Purpose::Label : static_cast<Purpose>(place - kPurposes.begin());
}

} // namespace stepmark
