// SPDX-License-Identifier: GPL-3.0-or-later
//
// The file: {"engine": "Stockfish 15.1", "nodes": 400, "seed": 1}, then a line a game, of the half-moves from the
// beginning: {"played": ["e2e4", ...], "best": [null, ..., "g1f3"]}. best: what the engine would play; null: it was not
// asked.
#include "app/work/engine_games.h"

#include "app/work/work.h"
#include "model/chess/fen.h"
#include "model/chess/moves.h"
#include "model/chess/uci.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/files/output_file.h"
#include "model/tasks/examples.h"

#include <chrono>
#include <fstream>
#include <optional>
#include <set>

namespace stepmark::work {

namespace {

constexpr std::uint64_t kShortestOpening = 2, kOpenings = 15; ///< half-moves drawn at random: 2 to 16
constexpr double kMistakes = 0.2;                             ///< of the moves behind it
constexpr std::size_t kLongestGame = 200;                     ///< half-moves
constexpr int kNothingHappens = 100;                          ///< half-moves without a capture or a pawn's move: drawn
constexpr std::chrono::seconds kKept{5};                      ///< how often what was played is written

struct PlayedGame {
    std::vector<chess::Move> played;
    std::vector<std::optional<chess::Move>> best; ///< of each of these places
};

/// Game number `number`: its draws are its own.
PlayedGame play(UciEngine& engine, const EngineGamesRequest& request, std::uint64_t number) {
    DrawStream draw = Draw(request.seed, "games of a chess engine").stream(number);
    const std::size_t opening = kShortestOpening + draw.below(kOpenings);
    PlayedGame game;
    engine.newGame();
    chess::Board board = chess::fromFen(chess::kStart);
    while (game.played.size() < kLongestGame && board.halfmoves < kNothingHappens) {
        const std::vector<chess::Move> moves = chess::legalMoves(board);
        if (moves.empty())
            break;
        const bool asked = game.played.size() >= opening && moves.size() > 1;
        game.best.push_back(asked ? std::optional(engine.bestMove(board, request.nodes)) : std::nullopt);
        const bool mistake = draw.unit() < kMistakes;
        game.played.push_back(asked && !mistake ? *game.best.back() : moves[draw.below(moves.size())]);
        board = chess::after(board, game.played.back());
    }
    return game;
}

Json gameToJson(const PlayedGame& game) {
    Json played = Json::array(), best = Json::array();
    for (std::size_t i = 0; i < game.played.size(); ++i) {
        played.push_back(chess::toUci(game.played[i]));
        best.push_back(game.best[i] ? Json(chess::toUci(*game.best[i])) : Json(nullptr));
    }
    return {{"played", std::move(played)}, {"best", std::move(best)}};
}

/// Every move by the rules, whoever has written the file.
PlayedGame gameFromJson(const Json& json) {
    PlayedGame game;
    chess::Board board = chess::fromFen(chess::kStart);
    const Json &played = json.at("played"), &best = json.at("best");
    if (played.size() != best.size() || played.size() > kLongestGame)
        throw Error("it is no game.");
    for (std::size_t i = 0; i < played.size(); ++i) {
        game.best.push_back(best[i].is_null()
                                ? std::nullopt
                                : std::optional(chess::legalMove(board, best[i].get_ref<const std::string&>())));
        game.played.push_back(chess::legalMove(board, played[i].get_ref<const std::string&>()));
        board = chess::after(board, game.played.back());
    }
    return game;
}

/// The games so far, in the file and here.
class GamesFile {
public:
    GamesFile(std::filesystem::path file, const EngineGamesRequest& request)
        : m_file(std::move(file))
        , m_request(request) {
        if (std::filesystem::exists(m_file))
            read();
    }

    const std::string& engine() const { return m_engine; }
    const std::vector<PlayedGame>& games() const { return m_games; }
    void add(PlayedGame game) { m_games.push_back(std::move(game)); }

    /// Another engine's games would be another corpus.
    void playedBy(const std::string& engine) {
        if (!m_engine.empty() && m_engine != engine)
            refuse("was played by " + m_engine + ", and " + m_request.engine + " is " + engine);
        m_engine = engine;
    }
    void write() const {
        std::string text = Json({{"engine", m_engine}, {"nodes", m_request.nodes}, {"seed", m_request.seed}}).dump();
        for (const PlayedGame& game : m_games)
            text += "\n" + gameToJson(game).dump();
        std::filesystem::create_directories(m_file.parent_path());
        files::writeFile(m_file, text + "\n", {});
    }

private:
    [[noreturn]] void refuse(const std::string& why) const {
        throw Error(m_file.string() + " " + why + ": choose another folder, or remove it.");
    }

    void read() {
        std::ifstream in(m_file);
        std::string text;
        std::size_t line = 0;
        Json head;
        try {
            while (std::getline(in, text)) {
                const Json json = Json::parse(text);
                if (++line == 1)
                    m_engine = (head = json).at("engine").get<std::string>();
                else
                    m_games.push_back(gameFromJson(json));
            }
        } catch (const std::exception& error) {
            refuse("is damaged behind line " + std::to_string(line) + " (" + error.what() + ")");
        }
        if (m_engine.empty())
            refuse("is empty");
        const Json nodes = head.value("nodes", Json()), seed = head.value("seed", Json());
        if (nodes != m_request.nodes || seed != m_request.seed)
            refuse("was made in another way (nodes " + nodes.dump() + ", seed " + seed.dump() + ")");
    }

    std::filesystem::path m_file;
    const EngineGamesRequest& m_request;
    std::string m_engine;
    std::vector<PlayedGame> m_games;
};

void playMissing(GamesFile& file, const EngineGamesRequest& request, const std::stop_token& stop,
                 const ProgressSink& progress) {
    UciEngine engine(request.engine, stop, request.patience);
    file.playedBy(engine.name());
    ProgressThrottle throttle(progress ? progress : [](const Progress&) {});
    auto written = std::chrono::steady_clock::now();
    try {
        for (auto number = file.games().size(); number < static_cast<std::size_t>(request.games); ++number) {
            file.add(play(engine, request, number));
            throttle.report({.stage = Stage::Generating,
                             .done = std::ssize(file.games()),
                             .total = request.games,
                             .unit = Unit::Rows,
                             .note = "games of " + engine.name()});
            if (std::chrono::steady_clock::now() - written > kKept) {
                file.write();
                written = std::chrono::steady_clock::now();
            }
        }
    } catch (...) {
        file.write();
        throw;
    }
    file.write();
}

} // namespace

EngineGames engineGames(const std::filesystem::path& path, const EngineGamesRequest& request,
                        const std::stop_token& stop, const ProgressSink& progress) {
    if (request.games < 1 || request.nodes < 1)
        throw Error("Games of an engine are at least one, of at least one node a move.");
    throwIfStopped(stop);
    GamesFile file(path, request);
    const auto wanted = static_cast<std::size_t>(request.games);
    if (file.games().size() < wanted)
        playMissing(file, request, stop, progress);
    EngineGames games{file.engine(), {}};
    std::set<std::string> seen;
    for (std::size_t number = 0; number < wanted; ++number) {
        const PlayedGame& game = file.games()[number];
        chess::Board board = chess::fromFen(chess::kStart);
        std::optional<chess::Move> last;
        for (std::size_t i = 0; i < game.played.size(); ++i) {
            if (game.best[i])
                if (std::string prompt = chessPrompt(board, last); seen.insert(prompt).second)
                    games.positions.push_back({std::move(prompt), chess::toUci(*game.best[i])});
            last = game.played[i];
            board = chess::after(board, *last);
        }
    }
    return games;
}

} // namespace stepmark::work
