// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: answers that say in words what is written with signs: times of day and currencies.
// Nothing is shared: any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stepmark::grading {

/// As it would be written: "noon" as "12 PM", "7 o'clock PM" as "7 PM", "下午3点半" as "3:30 PM", "15点" as "15:00",
/// "USD 20" as "20 USD", "US$20" as "\$20". nullopt for all other answers, and where two times may be meant
/// ("晚上12点").
std::optional<std::string> writtenOut(std::string_view answer);

} // namespace stepmark::grading
