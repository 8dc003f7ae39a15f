// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rules of chess, by counts of games that many programs agree on, and by real puzzles.
#include "model/chess/fen.h"
#include "model/chess/moves.h"
#include "model/chess/uci.h"
#include "model/domain/error.h"
#include "tests/model/grading/shared_rows.h"

#include <QTest>

#include <algorithm>

using namespace stepmark;
using namespace stepmark::chess;

namespace {

QString errorOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

QStringList movesOf(const QString& fen) {
    QStringList texts;
    for (const Move& move : legalMoves(fromFen(fen.toStdString())))
        texts << QString::fromStdString(toUci(move));
    return texts;
}

} // namespace

class TestChess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Figures: the positions and counts that chessprogramming.org's "Perft Results" lists.
    void gamesAreCounted_data() {
        QTest::addColumn<QString>("fen");
        QTest::addColumn<QList<qint64>>("counts"); // of one move, two, ...
        const auto row = [](const char* name, const char* fen, const QList<qint64>& counts) {
            QTest::newRow(name) << fen << counts;
        };
        row("start", kStart.data(), {20, 400, 8902, 197281});
        row("Kiwipete", "r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq - 0 1",
            {48, 2039, 97862, 4085603});
        row("rook endgame", "8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - - 0 1", {14, 191, 2812, 43238, 674624});
        row("promotions", "r3k2r/Pppp1ppp/1b3nbN/nP6/BBP1P3/q4N2/Pp1P2PP/R2Q1RK1 w kq - 0 1", {6, 264, 9467, 422333});
        row("promotions, mirrored", "r2q1rk1/pP1p2pp/Q4n2/bbp1p3/Np6/1B3NBn/pPPP1PPP/R3K2R b KQ - 0 1", {6, 264, 9467});
        row("knight forks", "rnbq1k1r/pp1Pbppp/2p5/8/2B5/8/PPP1NnPP/RNBQK2R w KQ - 1 8", {44, 1486, 62379});
        row("middle game", "r4rk1/1pp1qppp/p1np1n2/2b1p1B1/2B1P1b1/P1NP1N2/1PP1QPPP/R4RK1 w - - 0 10",
            {46, 2079, 89890});
    }
    void gamesAreCounted() {
        QFETCH(const QString, fen);
        QFETCH(const QList<qint64>, counts);
        const Board board = fromFen(fen.toStdString());
        for (int depth = 1; depth <= counts.size(); ++depth)
            QCOMPARE(qint64(perft(board, depth)), counts[depth - 1]);
    }

    void moves_data() {
        QTest::addColumn<QString>("fen");
        QTest::addColumn<QString>("move");
        QTest::addColumn<bool>("legal");
        const auto row = [](const char* name, const char* fen, const char* move, bool legal) {
            QTest::newRow(name) << fen << move << legal;
        };
        row("castling", "4k3/8/8/8/8/8/8/4K2R w K - 0 1", "e1g1", true);
        row("castling as a rook's square", "4k3/8/8/8/8/8/8/4K2R w K - 0 1", "e1h1", false);
        row("castling without the right", "4k3/8/8/8/8/8/8/4K2R w - - 0 1", "e1g1", false);
        row("castling out of check", "4k3/4r3/8/8/8/8/8/4K2R w K - 0 1", "e1g1", false);
        row("castling through check", "4k3/5r2/8/8/8/8/8/4K2R w K - 0 1", "e1g1", false);
        row("castling, b1 attacked", "1r2k3/8/8/8/8/8/8/R3K3 w Q - 0 1", "e1c1", true);
        row("castling, b1 taken", "4k3/8/8/8/8/8/8/RN2K3 w Q - 0 1", "e1c1", false);
        row("en passant", "4k3/8/8/3pP3/8/8/8/4K3 w - d6 0 1", "e5d6", true);
        row("en passant bares the king", "8/8/8/K2pP2r/8/8/8/4k3 w - d6 0 1", "e5d6", false);
        row("en passant too late", "4k3/8/8/3pP3/8/8/8/4K3 w - - 0 1", "e5d6", false);
        row("promotion", "8/P7/8/8/8/8/8/K1k5 w - - 0 1", "a7a8n", true);
        row("promotion left out", "8/P7/8/8/8/8/8/K1k5 w - - 0 1", "a7a8", false);
        row("promotion to a king", "8/P7/8/8/8/8/8/K1k5 w - - 0 1", "a7a8k", false);
        row("pinned", "4r1k1/8/8/8/8/8/4N3/4K3 w - - 0 1", "e2c3", false);
        row("no move", "4k3/8/8/8/8/8/8/4K3 w - - 0 1", "0000", false);
    }
    void moves() {
        QFETCH(const QString, fen);
        QFETCH(const QString, move);
        QFETCH(const bool, legal);
        const Board board = fromFen(fen.toStdString());
        QCOMPARE(movesOf(fen).contains(move), legal);
        const QString error = errorOf([&] { legalMove(board, move.toStdString()); });
        QVERIFY2(error.isEmpty() == legal, qPrintable(error));
    }

    void whatAMoveLeaves_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("move");
        QTest::addColumn<QString>("after");
        const auto row = [](const char* name, const char* before, const char* move, const char* after) {
            QTest::newRow(name) << before << move << after;
        };
        row("castling", "r3k2r/8/8/8/8/8/8/R3K2R b KQkq - 3 7", "e8c8", "2kr3r/8/8/8/8/8/8/R3K2R w KQ - 4 8");
        row("a rook is taken at home", "r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 3 7", "h1h8",
            "r3k2R/8/8/8/8/8/8/R3K3 b Qq - 0 7");
        row("en passant", "4k3/8/8/3pP3/8/8/8/4K3 w - d6 0 1", "e5d6", "4k3/8/3P4/8/8/8/8/4K3 b - - 0 1");
        row("a square to take on", "4k3/8/8/8/3p4/8/4P3/4K3 w - - 0 1", "e2e4", "4k3/8/8/8/3pP3/8/8/4K3 b - e3 0 1");
        row("nobody there to take", "4k3/8/8/8/8/8/4P3/4K3 w - - 0 1", "e2e4", "4k3/8/8/8/4P3/8/8/4K3 b - - 0 1");
        row("promotion", "8/P7/8/8/8/8/8/K1k5 w - - 9 1", "a7a8q", "Q7/8/8/8/8/8/8/K1k5 b - - 0 1");
    }
    void whatAMoveLeaves() {
        QFETCH(const QString, before);
        QFETCH(const QString, move);
        QFETCH(const QString, after);
        const Board board = fromFen(before.toStdString());
        const Board next = chess::after(board, legalMove(board, move.toStdString()));
        QCOMPARE(QString::fromStdString(toFen(next)), after);
    }

    // Text from elsewhere: each fault has its sentence.
    void badPositions_data() {
        QTest::addColumn<QString>("fen");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* fen, const char* says) {
            QTest::newRow(name) << fen << says;
        };
        row("empty", "", "it has 0 fields");
        row("words", "hello there", "it has 2 fields");
        row("seven ranks", "8/8/8/8/8/8/4K2k w - - 0 1", "it has 7 ranks");
        row("nine ranks", "8/8/8/8/8/8/8/8/4K2k w - - 0 1", "more than 8 ranks");
        row("a long rank", "4k3/8/8/8/8/8/8/4K3P w - - 0 1", "its rank 1 has 9 squares");
        row("a short rank", "4k3/7/8/8/8/8/8/4K3 w - - 0 1", "its rank 7 has 7 squares");
        row("no piece", "4k3/8/8/8/8/8/8/4X3 w - - 0 1", "\"X\" is no piece");
        row("no king", "8/8/8/8/8/8/8/4K3 w - - 0 1", "Black has 0 kings");
        row("two kings", "4k3/8/8/8/8/8/8/K3K3 w - - 0 1", "White has 2 kings");
        row("a pawn at the end", "P3k3/8/8/8/8/8/8/4K3 w - - 0 1", "a pawn stands on a8");
        row("side", "4k3/8/8/8/8/8/8/4K3 x - - 0 1", "the side to move is \"x\"");
        row("the other in check", "4k3/8/8/8/8/8/8/4RK2 w - - 0 1", "has just moved is in check");
        row("no such right", "4k3/8/8/8/8/8/8/4K2R w X - 0 1", "\"X\" is no right to castle");
        row("a right without a rook", "4k3/8/8/8/8/8/8/4K3 w K - 0 1", "without king and rook");
        row("no square", "4k3/8/8/8/8/8/8/4K3 w - e9 0 1", "\"e9\" is no en passant square");
        row("nobody passed", "4k3/8/8/8/8/8/8/4K3 w - e6 0 1", "no pawn has just passed e6");
        row("counter", "4k3/8/8/8/8/8/8/4K3 w - - x 1", "\"x\" is no number of moves");
        row("counter below 0", "4k3/8/8/8/8/8/8/4K3 w - - -1 1", "\"-1\" is no number of moves");
    }
    void badPositions() {
        QFETCH(const QString, fen);
        QFETCH(const QString, says);
        const QString error = errorOf([&] { fromFen(fen.toStdString()); });
        QVERIFY2(error.contains(says), qPrintable(error));
    }

    void mates() {
        QVERIFY(isMate(fromFen("rnb1kbnr/pppp1ppp/8/4p3/6Pq/5P2/PPPPP2P/RNBQKBNR w KQkq - 1 3")));
        QVERIFY(!isMate(fromFen("7k/5Q2/6K1/8/8/8/8/8 b - - 0 1"))); // stalemate
        QVERIFY(movesOf("7k/5Q2/6K1/8/8/8/8/8 b - - 0 1").isEmpty());
        QVERIFY(!isMate(fromFen("4k3/8/8/8/8/8/4r3/4K3 w - - 0 1"))); // the king takes
    }

    // Each line of the solution is played, and the notation comes back as it was.
    void realPuzzles_data() {
        QTest::addColumn<QString>("file");
        for (const char* name : {"train", "test", "test_hard"})
            QTest::newRow(name) << QString("weak-to-strong/chess_puzzles/%1.jsonl").arg(name);
    }
    void realPuzzles() {
        QFETCH(const QString, file);
        const auto rows = sharedRows(file.toStdString());
        if (rows.empty())
            QSKIP("shared data not found");
        int differently_written = 0;
        for (const auto& row : rows) {
            const std::string fen = row["fen"];
            Board board = fromFen(fen);
            differently_written += toFen(board) != fen ? 1 : 0;
            const auto last = moveFromUci(row["last"].get<std::string>());
            QVERIFY2(last && board[last->from].kind == Kind::None && board[last->to].kind != Kind::None &&
                         board[last->to].color == other(board.turn),
                     fen.c_str());
            QVERIFY2(row["best"] == row["moves"][0], fen.c_str());
            for (const std::string move : row["moves"])
                board = after(board, legalMove(board, move));
        }
        QCOMPARE(differently_written, 0);
    }
};

QTEST_GUILESS_MAIN(TestChess)
#include "tst_chess.moc"
