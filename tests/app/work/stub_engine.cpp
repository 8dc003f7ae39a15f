// SPDX-License-Identifier: GPL-3.0-or-later
//
// A chess engine for tests, which plays the first move that there is; and does what STUB_ENGINE says, to see that
// nobody believes an engine: "silent", "mute" (once it is asked for a move), "talks", "floods", "dies", "crashes",
// "illegal", "none" (bestmove (none)), "words".
#include "model/chess/fen.h"
#include "model/chess/moves.h"
#include "model/chess/uci.h"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>

using namespace stepmark;

namespace {

std::string answerTo(const std::string& how, const std::string& fen) {
    if (how == "illegal")
        return "bestmove e1e8";
    if (how == "none")
        return "bestmove (none)";
    if (how == "words")
        return "bestmove castle if you can";
    return "bestmove " + chess::toUci(chess::legalMoves(chess::fromFen(fen)).front()) + " ponder e7e5";
}

[[noreturn]] void talk(const char* separator) {
    for (;;)
        std::cout << "info string I think" << separator << std::flush;
}

} // namespace

int main() {
    const char* set = std::getenv("STUB_ENGINE");
    const std::string how = set ? set : "";
    std::string line, fen;
    while (std::getline(std::cin, line)) {
        if (line == "quit")
            return 0;
        if (how == "silent")
            continue;
        if (line == "uci")
            std::cout << "Stub 1 by nobody\nid name Stub  \x1b[31m1\nid author nobody\r\nuciok\n" << std::flush;
        if (line == "isready")
            std::cout << "readyok\n" << std::flush;
        if (line.starts_with("position fen "))
            fen = line.substr(13);
        if (!line.starts_with("go ") || how == "mute")
            continue;
        if (how == "talks")
            talk("\n");
        if (how == "floods")
            talk(", ");
        if (how == "dies")
            return 3;
        if (how == "crashes")
            std::raise(SIGKILL);
        std::cout << "info depth 1 score cp 0\n" << answerTo(how, fen) << std::endl;
    }
}
