// SPDX-License-Identifier: GPL-3.0-or-later
//
// A chess program of this machine that speaks the Universal Chess Interface (Kahlen and Meyer-Kahlen 2004), as a
// process of its own. Nothing of what it says is believed: it may be silent, talk without end, die, or name a move that
// is none.
#pragma once

#include "model/chess/board.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>

namespace stepmark::work {

/// How long an engine may take. One that is alive answers in milliseconds.
struct EnginePatience {
    std::chrono::milliseconds start{20'000}, move{60'000};
};

/// One thread; no event loop is needed. Everything throws Error, which names the program, where the engine is not there
/// (and how to install one), ends, is silent for too long or says what is no move; and Cancelled.
class UciEngine {
public:
    /// Starts it, with one thread, so that the same questions get the same answers. `program`: a path, or a name, which
    /// is looked for in PATH and where Debian has its games.
    UciEngine(const std::string& program, const std::stop_token& stop, EnginePatience patience = {});
    ~UciEngine();
    UciEngine(const UciEngine&) = delete;
    UciEngine& operator=(const UciEngine&) = delete;

    /// As it calls itself ("Stockfish 15.1"), what cannot be drawn left out.
    const std::string& name() const { return m_name; }
    /// What it has found out before is forgotten.
    void newGame();
    /// The move that it finds in so many nodes of its search. The position has a legal move; so is what it returns.
    chess::Move bestMove(const chess::Board& board, std::int64_t nodes);

private:
    class Process;
    std::unique_ptr<Process> m_process;
    std::string m_name;
};

} // namespace stepmark::work
