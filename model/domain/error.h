// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include <stdexcept>
#include <string>

namespace stepmark {

/// The one error of Stepmark's libraries. Its text is shown to the user as it is: it says what failed, where (file, line,
/// field) and what to do about it. One sentence or two, no trailing newline.
class Error : public std::runtime_error {
public:
    explicit Error(const std::string& message) : std::runtime_error(message) {}
};

/// Thrown where a std::stop_token asked a long operation to end; what was under way has been undone or saved.
class Cancelled : public Error {
public:
    Cancelled() : Error("Cancelled.") {}
};

} // namespace stepmark
