// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain values, made while options are declared: main thread.
#pragma once

#include <CLI/CLI.hpp>

#include <sstream>
#include <string>
#include <type_traits>

namespace stepmark::ctl {

/// The check of an option that is a number, both ends included. Help and error name them in as few digits as it takes.
class Range : public CLI::Range {
public:
    template <class Number>
    Range(Number least, Number most)
        : CLI::Range(least, most) {
        func_ = [least, most](const std::string& text) {
            Number value{};
            if (CLI::detail::lexical_cast(text, value) && value >= least && value <= most)
                return std::string();
            std::ostringstream message;
            message << "'" << text << "' is no " << (std::is_integral_v<Number> ? "whole number" : "number") << " from "
                    << least << " to " << most;
            return message.str();
        };
    }
};

} // namespace stepmark::ctl
