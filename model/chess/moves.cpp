// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/chess/moves.h"

#include <algorithm>
#include <span>

namespace stepmark::chess {

namespace {

struct Step {
    int files, ranks;
};
constexpr Step kKnight[] = {{1, 2}, {2, 1}, {2, -1}, {1, -2}, {-1, -2}, {-2, -1}, {-2, 1}, {-1, 2}};
/// Straight, then diagonal.
constexpr Step kAround[] = {{0, 1}, {1, 0}, {0, -1}, {-1, 0}, {1, 1}, {1, -1}, {-1, -1}, {-1, 1}};
constexpr std::span<const Step> kStraight = std::span(kAround).first(4), kDiagonal = std::span(kAround).last(4);

/// kNoSquare off the board.
Square stepped(Square square, Step step) {
    const int file = fileOf(square) + step.files, rank = rankOf(square) + step.ranks;
    return file < 0 || file > 7 || rank < 0 || rank > 7 ? kNoSquare : squareAt(file, rank);
}

int forwardOf(Color color) { return color == Color::White ? 1 : -1; }

bool standsAt(const Board& board, Square square, std::span<const Step> steps, Kind kind, Color color) {
    return std::any_of(steps.begin(), steps.end(), [&](Step step) {
        const Square place = stepped(square, step);
        return place != kNoSquare && board.has(place, kind, color);
    });
}

bool looksAlong(const Board& board, Square square, std::span<const Step> steps, Kind kind, Color color) {
    for (const Step step : steps) {
        Square place = stepped(square, step);
        while (place != kNoSquare && board[place].kind == Kind::None)
            place = stepped(place, step);
        if (place != kNoSquare && (board.has(place, kind, color) || board.has(place, Kind::Queen, color)))
            return true;
    }
    return false;
}

class Generator {
public:
    explicit Generator(const Board& board)
        : m_board(board)
        , m_us(board.turn)
        , m_king(kingOf(board, board.turn)) {}

    std::vector<Move> run() {
        for (Square from = 0; from < 64; ++from)
            if (m_board[from].kind != Kind::None && m_board[from].color == m_us)
                movesFrom(from);
        return std::move(m_moves);
    }

private:
    void movesFrom(Square from) {
        switch (m_board[from].kind) {
        case Kind::Pawn:
            return pawn(from);
        case Kind::Knight:
            return leap(from, kKnight);
        case Kind::Bishop:
            return slide(from, kDiagonal);
        case Kind::Rook:
            return slide(from, kStraight);
        case Kind::Queen:
            return slide(from, kAround);
        case Kind::King:
            leap(from, kAround);
            return castle(from);
        case Kind::None:
            break;
        }
    }

    bool isEmpty(Square square) const { return m_board[square].kind == Kind::None; }
    bool isTheirs(Square square) const { return !isEmpty(square) && m_board[square].color != m_us; }

    void add(const Move& move) {
        const Board next = after(m_board, move);
        const Square king = move.from == m_king ? move.to : m_king;
        if (!isAttacked(next, king, other(m_us)))
            m_moves.push_back(move);
    }

    void leap(Square from, std::span<const Step> steps) {
        for (const Step step : steps)
            if (const Square to = stepped(from, step); to != kNoSquare && (isEmpty(to) || isTheirs(to)))
                add({from, to});
    }

    void slide(Square from, std::span<const Step> steps) {
        for (const Step step : steps) {
            Square to = stepped(from, step);
            for (; to != kNoSquare && isEmpty(to); to = stepped(to, step))
                add({from, to});
            if (to != kNoSquare && isTheirs(to))
                add({from, to});
        }
    }

    void pawn(Square from) {
        const int forward = forwardOf(m_us);
        const Square one = stepped(from, {0, forward});
        if (one == kNoSquare)
            return; // no pawn stands there in a position of the game
        if (isEmpty(one)) {
            advance(from, one);
            const bool at_home = rankOf(from) == (m_us == Color::White ? 1 : 6);
            if (const Square two = stepped(one, {0, forward}); at_home && isEmpty(two))
                add({from, two});
        }
        for (const int side : {-1, 1})
            if (const Square to = stepped(from, {side, forward});
                to != kNoSquare && (isTheirs(to) || to == m_board.en_passant))
                advance(from, to);
    }

    void advance(Square from, Square to) {
        if (rankOf(to) != 0 && rankOf(to) != 7)
            return add({from, to});
        for (const Kind kind : {Kind::Queen, Kind::Rook, Kind::Bishop, Kind::Knight})
            add({from, to, kind});
    }

    void castle(Square king) {
        const bool white = m_us == Color::White;
        const auto may = [&](Castling right) { return (m_board.castling & right) != 0; };
        const auto free = [&](int step, int squares) {
            for (int i = 1; i <= squares; ++i)
                if (!isEmpty(king + step * i))
                    return false;
            return !isAttacked(m_board, king, other(m_us)) && !isAttacked(m_board, king + step, other(m_us));
        };
        if (may(white ? WhiteShort : BlackShort) && free(1, 2))
            add({king, king + 2});
        if (may(white ? WhiteLong : BlackLong) && free(-1, 3))
            add({king, king - 2});
    }

    const Board& m_board;
    Color m_us;
    Square m_king;
    std::vector<Move> m_moves;
};

} // namespace

bool isAttacked(const Board& board, Square square, Color by) {
    const int back = -forwardOf(by); // from the square to a pawn that attacks it
    const Step pawns[] = {{-1, back}, {1, back}};
    return standsAt(board, square, pawns, Kind::Pawn, by) || standsAt(board, square, kKnight, Kind::Knight, by) ||
           standsAt(board, square, kAround, Kind::King, by) || looksAlong(board, square, kStraight, Kind::Rook, by) ||
           looksAlong(board, square, kDiagonal, Kind::Bishop, by);
}

bool isCheck(const Board& board) { return isAttacked(board, kingOf(board, board.turn), other(board.turn)); }

std::vector<Move> legalMoves(const Board& board) { return Generator(board).run(); }

bool isLegal(const Board& board, const Move& move) {
    const auto moves = legalMoves(board);
    return std::find(moves.begin(), moves.end(), move) != moves.end();
}

bool isMate(const Board& board) { return isCheck(board) && legalMoves(board).empty(); }

std::int64_t perft(const Board& board, int depth) {
    if (depth == 0)
        return 1;
    const auto moves = legalMoves(board);
    if (depth == 1)
        return static_cast<std::int64_t>(moves.size());
    std::int64_t games = 0;
    for (const Move& move : moves)
        games += perft(after(board, move), depth - 1);
    return games;
}

} // namespace stepmark::chess
