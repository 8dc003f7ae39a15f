// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/chess/uci.h"

#include "model/chess/fen.h"
#include "model/chess/moves.h"
#include "model/domain/error.h"

namespace stepmark::chess {

namespace {

constexpr std::string_view kPromotions = "nbrq";
constexpr Kind kPromoted[] = {Kind::Knight, Kind::Bishop, Kind::Rook, Kind::Queen};

} // namespace

std::string toText(Square square) {
    return {static_cast<char>('a' + fileOf(square)), static_cast<char>('1' + rankOf(square))};
}

std::optional<Square> squareFromText(std::string_view text) {
    if (text.size() != 2 || text[0] < 'a' || text[0] > 'h' || text[1] < '1' || text[1] > '8')
        return std::nullopt;
    return squareAt(text[0] - 'a', text[1] - '1');
}

std::string toUci(const Move& move) {
    std::string text = toText(move.from) + toText(move.to);
    for (std::size_t i = 0; i < kPromotions.size(); ++i)
        if (move.promotion == kPromoted[i])
            text += kPromotions[i];
    return text;
}

std::optional<Move> moveFromUci(std::string_view text) {
    if (text.size() != 4 && text.size() != 5)
        return std::nullopt;
    const auto from = squareFromText(text.substr(0, 2)), to = squareFromText(text.substr(2, 2));
    const std::size_t promotion = text.size() == 5 ? kPromotions.find(text[4]) : 0;
    if (!from || !to || promotion == std::string_view::npos)
        return std::nullopt;
    return Move{*from, *to, text.size() == 5 ? kPromoted[promotion] : Kind::None};
}

Move legalMove(const Board& board, std::string_view text) {
    const auto move = moveFromUci(text);
    if (!move)
        throw Error("\"" + std::string(text) +
                    "\" is no move: a move is written as \"e2e4\", a promotion as \"e7e8q\".");
    if (!isLegal(board, *move))
        throw Error("the move " + std::string(text) + " is not legal in the position \"" + toFen(board) + "\".");
    return *move;
}

} // namespace stepmark::chess
