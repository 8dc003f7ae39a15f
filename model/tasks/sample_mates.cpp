// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tasks/sample_mates.h"

#include "model/chess/fen.h"
#include "model/chess/moves.h"

namespace stepmark {

namespace {

constexpr std::uint64_t kStream = 0x6D61746573; ///< of SampleRandom: its own
constexpr int kLongest = 300;                   ///< half-moves of a game

std::vector<chess::Move> matesOf(const chess::Board& board, const std::vector<chess::Move>& moves) {
    std::vector<chess::Move> mates;
    for (const chess::Move& move : moves)
        if (chess::isMate(chess::after(board, move)))
            mates.push_back(move);
    return mates;
}

} // namespace

SampleMates::SampleMates(std::uint64_t seed)
    : m_random(seed, kStream) {}

SampleMate SampleMates::next() {
    for (;;)
        if (auto mate = play())
            return *mate;
}

std::optional<SampleMate> SampleMates::play() {
    chess::Board board = chess::fromFen(chess::kStart);
    std::optional<chess::Move> last;
    for (int i = 0; i < kLongest; ++i) {
        const auto moves = chess::legalMoves(board);
        if (moves.empty())
            return std::nullopt;
        const auto mates = matesOf(board, moves);
        if (mates.size() == 1 && moves.size() > 1 && m_known.insert(chess::positionText(board)).second)
            return SampleMate{board, last, mates.front()};
        last = m_random.pick(moves);
        board = chess::after(board, *last);
    }
    return std::nullopt;
}

} // namespace stepmark
