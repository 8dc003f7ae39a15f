// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/coded_error.h"

#include <algorithm>
#include <array>

namespace stepmark {

namespace {

constexpr std::array<std::pair<Fault, std::string_view>, 9> kFaults{{
    {Fault::BaseTooSmall, "base_too_small"},
    {Fault::TooLong, "too_long"},
    {Fault::NotFinite, "not_finite"},
    {Fault::HeadNotFinite, "head_not_finite"},
    {Fault::NoShippedModel, "no_shipped_model"},
    {Fault::NothingToLabel, "nothing_to_label"},
    {Fault::NotScored, "not_scored"},
    {Fault::NoneDrawn, "none_drawn"},
    {Fault::NoneToBringBack, "none_to_bring_back"},
}};

} // namespace

std::string_view toText(Fault fault) {
    return std::find_if(kFaults.begin(), kFaults.end(), [&](const auto& one) { return one.first == fault; })->second;
}

std::optional<Fault> faultFromText(std::string_view text) {
    const auto place =
        std::find_if(kFaults.begin(), kFaults.end(), [&](const auto& one) { return one.second == text; });
    return place == kFaults.end() ? std::nullopt : std::optional(place->first);
}

} // namespace stepmark
