// SPDX-License-Identifier: GPL-3.0-or-later
//
// Forsyth-Edwards Notation (Edwards, PGN standard of 1994, section 16.1).
//
// Thread rule: pure functions.
#pragma once

#include "model/chess/board.h"

#include <string>
#include <string_view>

namespace stepmark::chess {

inline constexpr std::string_view kStart = "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1";

/// The two counters may be left out (they are 0 and 1 then). Error where the text is none, or where no game comes to
/// such a position: not one king a side, a pawn on the first or last rank, the side that has just moved in check, a
/// right to castle without king and rook at home, an en passant square that no pawn has just passed.
Board fromFen(std::string_view text);
/// The en passant square is written only where a pawn can be taken there.
std::string toFen(const Board& board);
/// The first four fields: what makes two positions the same for a player who is to move.
std::string positionText(const Board& board);

} // namespace stepmark::chess
