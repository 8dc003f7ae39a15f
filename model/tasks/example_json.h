// SPDX-License-Identifier: GPL-3.0-or-later
//
// An example as text, compact, as project files hold it.
//
// Thread rule: pure functions.
#pragma once

#include "model/tasks/task.h"

#include <string>
#include <string_view>

namespace stepmark {

/// All but the group. The same example always gives the same text.
std::string exampleToText(const TaskExample& example);
/// Error where it is no such text.
TaskExample exampleFromText(std::string_view text, std::int64_t group);

} // namespace stepmark
