// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an option may be, out of the description of the spec that it is part of. Main thread.
#pragma once

#include "app/stepmarkctl/range.h"
#include "model/run/spec_fields.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace stepmark::ctl {

/// Looks for one number of a description.
struct LimitsOfField {
    std::string_view key;
    std::optional<Range> found = {};

    template <class Value, class Number>
    void operator()(const char* name, Value&, Limits<Number> limits) { // by value: else the others would take it
        if (name == key)
            found.emplace(limits.least, limits.most);
    }
    template <class... Others>
    void operator()(const char*, Others&&...) {}
    template <class Part>
    void object(const char*, Part&) {}
    template <class Parts>
    void objects(const char*, Parts&) {}
};

/// The check of an option whose field of `Struct` is called `key` and is a number.
template <class Struct>
Range limitsOf(std::string_view key) {
    Struct values;
    LimitsOfField field{key};
    fields(field, values);
    if (!field.found)
        throw std::logic_error("no number is called " + std::string(key));
    return *field.found;
}

} // namespace stepmark::ctl
