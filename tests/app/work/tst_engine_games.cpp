// SPDX-License-Identifier: GPL-3.0-or-later
// Positions of a chess engine. An engine is somebody else's program: whatever it does, a ladder must not learn it
// unseen.
#include "app/work/engine_games.h"
#include "app/work/ladder.h"
#include "model/chess/fen.h"
#include "model/chess/moves.h"
#include "model/chess/uci.h"
#include "model/domain/error.h"
#include "model/tasks/examples.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <QtTest/QtTest>

#include <set>

using namespace stepmark;
using namespace stepmark::work;
using namespace std::chrono_literals;

namespace {

struct Place {
    QTemporaryDir folder;
    std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "new" / "games.jsonl";
    EngineGamesRequest request;

    Place() {
        request.engine = STUB_ENGINE;
        request.games = 3;
        request.nodes = 1;
    }
    EngineGames play(const std::stop_token& stop = {}, const ProgressSink& progress = {}) const {
        return engineGames(file, request, stop, progress);
    }
    QByteArray text() const {
        QFile read(QString::fromStdString(file.string()));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }
    void write(const QByteArray& text) const {
        std::filesystem::create_directories(file.parent_path());
        QFile out(QString::fromStdString(file.string()));
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(text) == text.size());
    }
    QByteArray errorOf() const {
        try {
            play();
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }
};

constexpr const char* kHead = R"({"engine":"Stub 1","nodes":1,"seed":1})";

} // namespace

class TestEngineGames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { qunsetenv("STUB_ENGINE"); }
    void cleanupTestCase() { qunsetenv("STUB_ENGINE"); }

    // The very words that the chess task has: what is learnt there is asked for here.
    void positionsAreThoseOfTheTask() {
        const Place place;
        const EngineGames games = place.play();
        QCOMPARE(games.engine, std::string("Stub [31m1")); // what a terminal would obey is left out
        QVERIFY(games.positions.size() > 100);
        std::set<std::string> prompts;
        for (const EnginePosition& one : games.positions) {
            QVERIFY(prompts.insert(one.prompt).second);
            const std::string begin = "Position: ", end = "\nBest move:";
            QVERIFY(one.prompt.starts_with(begin) && one.prompt.ends_with(end));
            const std::size_t line = one.prompt.find('\n');
            const chess::Board board = chess::fromFen(one.prompt.substr(begin.size(), line - begin.size()));
            QCOMPARE(one.best, chess::toUci(chess::legalMoves(board).front())); // what the stub plays
            const auto last = chess::moveFromUci(one.prompt.substr(one.prompt.find("Last move: ") + 11, 4));
            const TaskExample example = chessExample(board, last, chess::legalMoves(board).front());
            QVERIFY(one.prompt == example.prompt || one.prompt.find("Last move: ") == one.prompt.npos ||
                    one.prompt.at(one.prompt.find("Last move: ") + 15) != '\n'); // a promotion has a letter more
        }
    }

    void theSameAgainWhateverStoppedIt() {
        const Place whole, stopped, more;
        const EngineGames played = whole.play();
        QVERIFY(whole.play().positions == played.positions);
        std::stop_source stop;
        QVERIFY_EXCEPTION_THROWN(stopped.play(stop.get_token(), [&](const Progress&) { stop.request_stop(); }),
                                 Cancelled);
        QVERIFY(stopped.text().count('\n') >= 2); // a game is kept
        QVERIFY(stopped.play().positions == played.positions);
        QCOMPARE(stopped.text(), whole.text());
        Place fewer; // a game is the same however many there are
        fewer.request.games = 1;
        fewer.play();
        QVERIFY(whole.text().startsWith(fewer.text()));
        fewer.request.seed = 2;
        std::filesystem::remove(fewer.file);
        fewer.play();
        QVERIFY(!whole.text().startsWith(fewer.text()));
    }

    // Trained on another day, or machine: what is there needs no engine.
    void whatIsThereNeedsNoEngine() {
        Place place;
        const EngineGames played = place.play();
        place.request.engine = "/no/such/engine";
        QVERIFY(place.play().positions == played.positions);
        place.request.games = 2;
        QVERIFY(place.play().positions.size() < played.positions.size());
    }

    void badEngines_data() {
        QTest::addColumn<QByteArray>("does");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("says nothing") << QByteArray("silent") << QByteArray("says nothing");
        QTest::newRow("finds no move") << QByteArray("mute") << QByteArray("says nothing");
        QTest::newRow("talks, line after line") << QByteArray("talks") << QByteArray("talks without saying anything");
        QTest::newRow("a line without end") << QByteArray("floods") << QByteArray("talks without saying anything");
        QTest::newRow("ends") << QByteArray("dies") << QByteArray("ended with code 3");
        QTest::newRow("is killed") << QByteArray("crashes") << QByteArray("crashed or was killed");
        QTest::newRow("breaks the rules") << QByteArray("illegal") << QByteArray("the move e1e8 is not legal");
        QTest::newRow("has none") << QByteArray("none")
                                  << QByteArray("does not keep to the rules: \"(none)\" is no move");
        QTest::newRow("words") << QByteArray("words") << QByteArray("\"castle\" is no move");
    }
    void badEngines() {
        QFETCH(QByteArray, does);
        QFETCH(QByteArray, says);
        Place place;
        place.request.games = 1;
        place.play();
        const QByteArray kept = place.text();
        qputenv("STUB_ENGINE", does);
        place.request.games = 2;
        if (does == "silent" || does == "mute")
            place.request.patience = {300ms, 300ms};
        const QByteArray said = place.errorOf();
        QVERIFY2(said.contains(says), said.constData());
        QCOMPARE(place.text(), kept); // nothing of it is learnt, nothing else is lost
    }

    void noEngine_data() {
        QTest::addColumn<std::string>("program");
        QTest::newRow("by name") << std::string("no-such-chess-engine");
        QTest::newRow("by path") << std::string("/no/such/engine");
        QTest::newRow("a folder") << std::string("/tmp");
        QTest::newRow("nothing") << std::string();
    }
    void noEngine() {
        QFETCH(std::string, program);
        Place place;
        place.request.engine = program;
        const QByteArray said = place.errorOf();
        QVERIFY2(said.contains("apt install stockfish"), said.constData());
        QVERIFY(place.text().isEmpty());
    }

    // The file may be anybody's, too.
    void badFiles_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("says");
        const QByteArray head = QByteArray(kHead) + "\n";
        const auto add = [](const char* name, const QByteArray& text, const char* says) {
            QTest::newRow(name) << text << QByteArray(says);
        };
        add("empty", "", "is empty");
        add("no JSON", "games\n", "is damaged behind line 0");
        add("no engine", "{}\n", "is damaged");
        add("a list", "[]\n", "is damaged");
        add("cut off", head + "{\"played\":[\"e2e", "is damaged behind line 1");
        add("an illegal move", head + R"({"played":["e2e5"],"best":[null]})", "the move e2e5 is not legal");
        add("an illegal best move", head + R"({"played":["e2e4"],"best":["e1e8"]})", "the move e1e8 is not legal");
        add("no move", head + R"({"played":[7],"best":[null]})", "is damaged");
        add("one is missing", head + R"({"played":["e2e4","e7e5"],"best":[null]})", "it is no game");
        add("other nodes", R"({"engine":"Stub 1","nodes":2,"seed":1})", "was made in another way (nodes 2, seed 1)");
        add("another seed", R"({"engine":"Stub 1","nodes":1,"seed":9})", "was made in another way");
        add("another engine", R"({"engine":"Deep Thought","nodes":1,"seed":1})", "was played by Deep Thought");
    }
    void badFiles() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, says);
        const Place place;
        place.write(text);
        const QByteArray said = place.errorOf();
        QVERIFY2(said.contains(says), said.constData());
        QCOMPARE(place.text(), text);
    }

    // A ladder reads them, and is another one than that of the sample.
    void aLadderReadsThem() {
        const Place place;
        LadderRequest request;
        request.out = place.file.parent_path();
        request.sizes = 2;
        request.steps = 3;
        request.compute.precision = Precision::Float32;
        request.chess = place.request;
        const Json ladder = trainLadder(request, {}, {});
        QCOMPARE(ladder["corpus"].get<std::string>(), std::string("chess"));
        QCOMPARE(ladder["games"].get<int>(), 3);
        QCOMPARE(ladder["positions"].get<std::size_t>(), place.play().positions.size());
        QVERIFY(trainLadder(request, {}, {})["models"][1]["known"].get<bool>());
        request.chess.reset();
        try {
            trainLadder(request, {}, {});
            QFAIL("the sample is another corpus");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("documents_of differs"), error.what());
        }
    }

    // What the stub does not know: how the real one answers.
    void stockfish() {
        Place place;
        place.request = {.games = 1, .nodes = 50, .patience = {}};
        EngineGames games;
        try {
            games = place.play();
        } catch (const Error& error) {
            if (QByteArray(error.what()).contains("apt install stockfish"))
                QSKIP("There is no stockfish on this machine: its own answers are not tried.");
            throw;
        }
        QVERIFY2(games.engine.starts_with("Stockfish"), games.engine.c_str());
        QVERIFY(games.positions.size() > 5);
        const QByteArray first = place.text();
        std::filesystem::remove(place.file);
        place.play();
        QCOMPARE(place.text(), first);
    }
};

QTEST_GUILESS_MAIN(TestEngineGames)
#include "tst_engine_games.moc"
