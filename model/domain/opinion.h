// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/rating.h"

#include <optional>
#include <vector>

namespace stepmark {

/// What one labeler says of one step, told event by event, oldest first. A later word replaces an earlier one, unless it
/// stands beside it: a file that gives one alternative twice with two ratings has two opinions, and none of them goes
/// before the other. Such a step is open until a reviewer settles it.
class Opinion {
public:
    /// rating nullopt: what was said is taken back.
    void add(std::optional<Rating> rating, bool beside) {
        if (!beside)
            m_said = 0;
        if (rating)
            m_said |= bit(*rating);
    }

    bool none() const { return m_said == 0; }
    bool isOpen() const { return (m_said & (m_said - 1)) != 0; }
    /// nullopt where nothing is said, or two things.
    std::optional<Rating> rating() const {
        return none() || isOpen() ? std::nullopt : std::optional(ratings().front());
    }
    /// All that stand, the more negative first.
    std::vector<Rating> ratings() const {
        std::vector<Rating> all;
        for (const Rating one : {Rating::Negative, Rating::Neutral, Rating::Positive})
            if ((m_said & bit(one)) != 0)
                all.push_back(one);
        return all;
    }

private:
    static constexpr unsigned bit(Rating rating) { return 1u << classOf(rating); }
    unsigned m_said = 0;
};

} // namespace stepmark
