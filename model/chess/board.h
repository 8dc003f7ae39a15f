// SPDX-License-Identifier: GPL-3.0-or-later
//
// A position of chess, as FIDE's Laws (2023) have it.
//
// Thread rule: plain values and pure functions.
#pragma once

#include <array>
#include <compare>
#include <cstdint>

namespace stepmark::chess {

enum class Color : std::uint8_t { White, Black };
enum class Kind : std::uint8_t { None, Pawn, Knight, Bishop, Rook, Queen, King };

constexpr Color other(Color color) { return color == Color::White ? Color::Black : Color::White; }

struct Piece {
    Kind kind = Kind::None; ///< None: the square is empty
    Color color = Color::White;

    bool operator==(const Piece&) const = default;
};

using Square = int; ///< 0 is a1, 7 is h1, 63 is h8
inline constexpr Square kNoSquare = -1;

constexpr int fileOf(Square square) { return square & 7; }  ///< 0 to 7 for a to h
constexpr int rankOf(Square square) { return square >> 3; } ///< 0 to 7 for 1 to 8
constexpr Square squareAt(int file, int rank) { return rank * 8 + file; }

struct Move {
    Square from = 0, to = 0; ///< castling: of the king
    Kind promotion = Kind::None;

    auto operator<=>(const Move&) const = default;
};

/// A right to castle, as it is in Board::castling.
enum Castling : std::uint8_t { WhiteShort = 1, WhiteLong = 2, BlackShort = 4, BlackLong = 8 };

struct Board {
    std::array<Piece, 64> pieces{};
    Color turn = Color::White;
    std::uint8_t castling = 0;     ///< of Castling
    Square en_passant = kNoSquare; ///< what a pawn has just passed over, whether it can be taken or not
    int halfmoves = 0;             ///< since a pawn was moved or a piece taken
    int number = 1;                ///< of the move; one is White's and Black's together

    const Piece& operator[](Square square) const { return pieces[static_cast<std::size_t>(square)]; }
    Piece& operator[](Square square) { return pieces[static_cast<std::size_t>(square)]; }
    bool has(Square square, Kind kind, Color color) const { return (*this)[square] == Piece{kind, color}; }

    bool operator==(const Board&) const = default;
};

/// kNoSquare where there is none.
Square kingOf(const Board& board, Color color);
/// The position after a move, which must be legal.
Board after(const Board& board, const Move& move);

} // namespace stepmark::chess
