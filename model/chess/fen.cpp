// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/chess/fen.h"

#include "model/chess/moves.h"
#include "model/chess/uci.h"
#include "model/domain/error.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <vector>

namespace stepmark::chess {

namespace {

constexpr std::string_view kLetters = ".pnbrqk"; // by Kind
constexpr std::string_view kRights = "KQkq";     // by bit of Castling

class Reader {
public:
    explicit Reader(std::string_view text)
        : m_text(text) {
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find(' ', begin), text.size());
            if (end > begin)
                m_fields.push_back(text.substr(begin, end - begin));
            begin = end + 1;
        }
    }

    Board read() {
        if (m_fields.size() < 4 || m_fields.size() > 6)
            fail("it has " + std::to_string(m_fields.size()) + " fields, not 4 to 6");
        readPieces();
        if (m_fields[1] != "w" && m_fields[1] != "b")
            fail("the side to move is \"" + std::string(m_fields[1]) + "\", not \"w\" or \"b\"");
        m_board.turn = m_fields[1] == "w" ? Color::White : Color::Black;
        requirePossible();
        readCastling();
        readEnPassant();
        m_board.halfmoves = m_fields.size() > 4 ? number(m_fields[4]) : 0;
        m_board.number = m_fields.size() > 5 ? number(m_fields[5]) : 1;
        return m_board;
    }

private:
    [[noreturn]] void fail(const std::string& why) const {
        throw Error("\"" + std::string(m_text.substr(0, 100)) + "\" is no position of chess (FEN): " + why + ".");
    }

    void readPieces() {
        int file = 0, rank = 7;
        for (const char letter : m_fields[0]) {
            if (letter == '/') {
                endRank(file, rank);
                file = 0;
                --rank;
                continue;
            }
            if (rank < 0)
                fail("it has more than 8 ranks");
            const std::size_t kind = kLetters.find(static_cast<char>(std::tolower(static_cast<unsigned char>(letter))));
            if (letter >= '1' && letter <= '8')
                file += letter - '0';
            else if (kind == std::string_view::npos || kind == 0)
                fail("\"" + std::string(1, letter) + "\" is no piece");
            else if (file < 8)
                m_board[squareAt(file++, rank)] = {static_cast<Kind>(kind),
                                                   std::isupper(letter) ? Color::White : Color::Black};
            else
                ++file;
        }
        endRank(file, rank);
        if (rank != 0)
            fail("it has " + std::to_string(8 - rank) + " ranks, not 8");
    }

    void endRank(int file, int rank) const {
        if (file != 8)
            fail("its rank " + std::to_string(rank + 1) + " has " + std::to_string(file) + " squares, not 8");
    }

    void requirePossible() const {
        for (const Color color : {Color::White, Color::Black}) {
            const auto kings = std::count(m_board.pieces.begin(), m_board.pieces.end(), Piece{Kind::King, color});
            if (kings != 1)
                fail((color == Color::White ? "White has " : "Black has ") + std::to_string(kings) + " kings");
        }
        for (int file = 0; file < 8; ++file)
            for (const int rank : {0, 7})
                if (m_board[squareAt(file, rank)].kind == Kind::Pawn)
                    fail("a pawn stands on " + toText(squareAt(file, rank)));
        if (isAttacked(m_board, kingOf(m_board, other(m_board.turn)), m_board.turn))
            fail("the side that has just moved is in check");
    }

    void readCastling() {
        if (m_fields[2] == "-")
            return;
        for (const char letter : m_fields[2]) {
            const std::size_t right = kRights.find(letter);
            if (right == std::string_view::npos)
                fail("\"" + std::string(m_fields[2]) + "\" is no right to castle");
            const Color color = right < 2 ? Color::White : Color::Black;
            const int rank = right < 2 ? 0 : 7;
            if (!m_board.has(squareAt(4, rank), Kind::King, color) ||
                !m_board.has(squareAt(right % 2 == 0 ? 7 : 0, rank), Kind::Rook, color))
                fail("there is a right to castle (" + std::string(1, letter) + ") without king and rook at home");
            m_board.castling |= static_cast<std::uint8_t>(1u << right);
        }
    }

    void readEnPassant() {
        if (m_fields[3] == "-")
            return;
        const auto square = squareFromText(m_fields[3]);
        const bool white = m_board.turn == Color::White;
        if (!square || rankOf(*square) != (white ? 5 : 2))
            fail("\"" + std::string(m_fields[3]) + "\" is no en passant square");
        const int back = white ? -8 : 8;
        if (!m_board.has(*square + back, Kind::Pawn, other(m_board.turn)) || m_board[*square].kind != Kind::None ||
            m_board[*square - back].kind != Kind::None)
            fail("no pawn has just passed " + std::string(m_fields[3]));
        m_board.en_passant = *square;
    }

    int number(std::string_view text) const {
        int value = 0;
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (code != std::errc() || end != text.data() + text.size() || value < 0)
            fail("\"" + std::string(text) + "\" is no number of moves");
        return value;
    }

    std::string_view m_text;
    std::vector<std::string_view> m_fields;
    Board m_board;
};

std::string piecesText(const Board& board) {
    std::string text;
    for (int rank = 7; rank >= 0; --rank) {
        int empty = 0;
        const auto close = [&] {
            text += empty > 0 ? std::to_string(empty) : "";
            empty = 0;
        };
        for (int file = 0; file < 8; ++file) {
            const Piece& piece = board[squareAt(file, rank)];
            if (piece.kind == Kind::None) {
                ++empty;
                continue;
            }
            close();
            const char letter = kLetters[static_cast<std::size_t>(piece.kind)];
            text += piece.color == Color::White ? static_cast<char>(std::toupper(letter)) : letter;
        }
        close();
        text += rank > 0 ? "/" : "";
    }
    return text;
}

bool canTakeEnPassant(const Board& board) {
    if (board.en_passant == kNoSquare)
        return false;
    const auto moves = legalMoves(board);
    return std::any_of(moves.begin(), moves.end(), [&](const Move& move) {
        return move.to == board.en_passant && board[move.from].kind == Kind::Pawn;
    });
}

} // namespace

Board fromFen(std::string_view text) { return Reader(text).read(); }

std::string positionText(const Board& board) {
    std::string rights;
    for (std::size_t i = 0; i < kRights.size(); ++i)
        if (board.castling & (1u << i))
            rights += kRights[i];
    return piecesText(board) + (board.turn == Color::White ? " w " : " b ") + (rights.empty() ? "-" : rights) + " " +
           (canTakeEnPassant(board) ? toText(board.en_passant) : "-");
}

std::string toFen(const Board& board) {
    return positionText(board) + " " + std::to_string(board.halfmoves) + " " + std::to_string(board.number);
}

} // namespace stepmark::chess
