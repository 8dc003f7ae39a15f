// SPDX-License-Identifier: GPL-3.0-or-later
//
// Moves and squares as the Universal Chess Interface writes them: "e2e4", "e7e8q"; castling is the king's move, "e1g1".
//
// Thread rule: pure functions.
#pragma once

#include "model/chess/board.h"

#include <optional>
#include <string>
#include <string_view>

namespace stepmark::chess {

std::string toText(Square square); ///< "e4"
std::optional<Square> squareFromText(std::string_view text);

std::string toUci(const Move& move);
std::optional<Move> moveFromUci(std::string_view text); ///< nothing where it is not of that form
/// Error, naming the position, where it is no legal move there.
Move legalMove(const Board& board, std::string_view text);

} // namespace stepmark::chess
