// SPDX-License-Identifier: GPL-3.0-or-later
//
// An enum and its words: one table, read both ways. Nothing is shared: any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace stepmark::run {

template <class Enum, std::size_t N>
using Words = std::pair<Enum, std::string_view>[N];

/// Empty for a value that has no word.
template <class Enum, std::size_t N>
constexpr std::string_view wordOf(const Words<Enum, N>& words, Enum value) {
    for (const auto& [one, word] : words)
        if (one == value)
            return word;
    return {};
}

template <class Value>
constexpr std::string_view wordOf(std::span<const std::pair<Value, std::string_view>> words, const Value& value) {
    for (const auto& [one, word] : words)
        if (one == value)
            return word;
    return {};
}

template <class Enum, std::size_t N>
constexpr std::optional<Enum> valueOf(const Words<Enum, N>& words, std::string_view text) {
    for (const auto& [one, word] : words)
        if (word == text)
            return one;
    return std::nullopt;
}

template <class Value>
constexpr std::optional<Value> valueOf(std::span<const std::pair<Value, std::string_view>> words,
                                       std::string_view text) {
    for (const auto& [one, word] : words)
        if (word == text)
            return one;
    return std::nullopt;
}

} // namespace stepmark::run
