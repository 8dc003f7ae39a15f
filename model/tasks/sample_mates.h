// SPDX-License-Identifier: GPL-3.0-or-later
//
// Thread rule: an object belongs to one thread.
#pragma once

#include "model/chess/board.h"
#include "model/sample/sample_random.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>

namespace stepmark {

struct SampleMate {
    chess::Board board;
    std::optional<chess::Move> last; ///< that led to it
    chess::Move mate;                ///< the only move that does
};

/// Positions with exactly one mate in one, no two the same, out of games in which both sides move at random: one a
/// game, after which the next begins.
class SampleMates {
public:
    explicit SampleMates(std::uint64_t seed);
    SampleMate next();

private:
    std::optional<SampleMate> play();

    SampleRandom m_random;
    std::set<std::string> m_known;
};

} // namespace stepmark
