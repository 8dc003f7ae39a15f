// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace stepmark {

/// What a problem is for: to train on, to choose by while training, or to tell held-out figures of (training never sees
/// Test). "Of all splits" is a std::optional that holds none.
enum class Split { Train, Validation, Test };

inline constexpr std::array kSplits{Split::Train, Split::Validation, Split::Test};

/// The word in a project, in JSON, in CSV and on the command line: "train", "validation", "test".
constexpr std::string_view toText(Split split) {
    constexpr std::array<std::string_view, 3> kWords{"train", "validation", "test"};
    return kWords[static_cast<std::size_t>(split)];
}

/// nullopt for a word that is none of these.
constexpr std::optional<Split> splitFromText(std::string_view text) {
    for (const Split split : kSplits)
        if (toText(split) == text)
            return split;
    return std::nullopt;
}

} // namespace stepmark
