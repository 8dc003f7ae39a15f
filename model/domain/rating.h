// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include <optional>

namespace stepmark {

/// A labeler's judgement of one step (Lightman et al., section 2.4). The values are PRM800K's.
enum class Rating : int { Negative = -1, Neutral = 0, Positive = 1 };

/// The class index a PRM is trained on: negative 0, neutral 1, positive 2 (the order of `id2label` in our checkpoints).
constexpr int classOf(Rating rating) { return static_cast<int>(rating) + 1; }
constexpr Rating ratingOfClass(int index) { return static_cast<Rating>(index - 1); }
constexpr std::optional<Rating> ratingFromInt(int value) {
    return value >= -1 && value <= 1 ? std::optional<Rating>(static_cast<Rating>(value)) : std::nullopt;
}

} // namespace stepmark
