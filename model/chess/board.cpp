// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/chess/board.h"

#include <cstdlib>

namespace stepmark::chess {

namespace {

/// The rights that end when a piece leaves a square, or is taken on it.
std::uint8_t rightsAt(Square square) {
    switch (square) {
    case squareAt(0, 0):
        return WhiteLong;
    case squareAt(4, 0):
        return WhiteShort | WhiteLong;
    case squareAt(7, 0):
        return WhiteShort;
    case squareAt(0, 7):
        return BlackLong;
    case squareAt(4, 7):
        return BlackShort | BlackLong;
    case squareAt(7, 7):
        return BlackShort;
    default:
        return 0;
    }
}

void carry(Board& board, Square from, Square to) {
    board[to] = board[from];
    board[from] = {};
}

} // namespace

Square kingOf(const Board& board, Color color) {
    for (Square square = 0; square < 64; ++square)
        if (board.has(square, Kind::King, color))
            return square;
    return kNoSquare;
}

Board after(const Board& board, const Move& move) {
    Board next = board;
    const Piece moved = board[move.from];
    const bool is_pawn = moved.kind == Kind::Pawn;
    const bool takes = board[move.to].kind != Kind::None;
    carry(next, move.from, move.to);
    if (is_pawn && move.to == board.en_passant)
        next[squareAt(fileOf(move.to), rankOf(move.from))] = {};
    if (move.promotion != Kind::None)
        next[move.to].kind = move.promotion;
    if (moved.kind == Kind::King && std::abs(move.to - move.from) == 2) {
        const bool is_short = move.to > move.from;
        carry(next, is_short ? move.to + 1 : move.to - 2, is_short ? move.to - 1 : move.to + 1);
    }
    next.castling &= static_cast<std::uint8_t>(~(rightsAt(move.from) | rightsAt(move.to)));
    next.en_passant = is_pawn && std::abs(move.to - move.from) == 16 ? (move.from + move.to) / 2 : kNoSquare;
    next.halfmoves = is_pawn || takes ? 0 : board.halfmoves + 1;
    next.number += board.turn == Color::Black ? 1 : 0;
    next.turn = other(board.turn);
    return next;
}

} // namespace stepmark::chess
