// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/ids.h"
#include "model/domain/split.h"

#include <optional>
#include <string>

namespace stepmark {

/// A question with, mostly, a reference answer.
struct Problem {
    ProblemId id = 0;
    std::string key;                   ///< the id it had where it came from; empty where it had none
    std::string text;                  ///< UTF-8
    std::optional<std::string> answer; ///< reference final answer
    std::optional<std::string> reference_solution;
    Split split = Split::Train;
    std::string subject; ///< "algebra", or empty
};

} // namespace stepmark
