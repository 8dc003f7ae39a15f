// SPDX-License-Identifier: GPL-3.0-or-later
//
// Thread rule: pure functions.
#pragma once

#include "model/chess/board.h"

#include <cstdint>
#include <vector>

namespace stepmark::chess {

/// Whether a piece of that colour could take on the square.
bool isAttacked(const Board& board, Square square, Color by);
/// Whether whoever is to move is in check.
bool isCheck(const Board& board);

/// All of them, in order of their squares; draws that have to be claimed, or that end the game, change nothing. Each
/// side must have its king.
std::vector<Move> legalMoves(const Board& board);
bool isLegal(const Board& board, const Move& move);
/// In check, and without a legal move.
bool isMate(const Board& board);

/// How many games of that many moves there are from here: what move generators are checked by.
std::int64_t perft(const Board& board, int depth);

} // namespace stepmark::chess
