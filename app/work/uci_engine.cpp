// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/uci_engine.h"

#include "model/chess/fen.h"
#include "model/chess/uci.h"
#include "model/domain/error.h"
#include "model/domain/stop.h"

#include <QProcess>
#include <QStandardPaths>

#include <algorithm>

namespace stepmark::work {

namespace {

using EngineClock = std::chrono::steady_clock;

constexpr int kLook_ms = 50;                   ///< between two looks whether to stop
constexpr int kGoodbye_ms = 2000;              ///< to end by itself
constexpr qsizetype kLongestLine = 1 << 16;    ///< bytes
constexpr std::int64_t kMostSaid = 64ll << 20; ///< bytes for one answer
constexpr std::size_t kLongestName = 80;

QString executableOf(const std::string& program) {
    const QString asked = QString::fromStdString(program);
    if (asked.contains(QLatin1Char('/')))
        return asked;
    const QString found = QStandardPaths::findExecutable(asked);
    return found.isEmpty() ? QStandardPaths::findExecutable(
                                 asked, {QStringLiteral("/usr/games"), QStringLiteral("/usr/local/games")})
                           : found;
}

/// What of an engine's words can stand in a line for people.
std::string readable(const QByteArray& words) {
    std::string text;
    for (const char c : words.simplified())
        if (c >= ' ' && c <= '~' && text.size() < kLongestName)
            text += c;
    return text;
}

} // namespace

/// Lines to and from the program.
class UciEngine::Process {
public:
    Process(const std::string& program, const std::stop_token& stop, EnginePatience patience)
        : m_program(program)
        , m_stop(stop)
        , m_patience(patience) {
        const QString executable = executableOf(program);
        m_process.setStandardErrorFile(QProcess::nullDevice());
        if (!executable.isEmpty())
            m_process.start(executable, QStringList());
        if (!m_process.waitForStarted())
            throw Error("There is no chess engine \"" + program +
                        "\" to start: install one (Debian: apt install stockfish), or name another that speaks UCI "
                        "with --engine.");
    }
    ~Process() {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.write("stop\nquit\n");
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(kGoodbye_ms)) {
            m_process.kill();
            m_process.waitForFinished(kGoodbye_ms);
        }
    }

    void say(const std::string& line) {
        m_process.write((line + "\n").c_str());
        m_said = 0;
    }

    /// The rest of the next line that begins with that word. What else is said meanwhile goes by `other`.
    template <class Other>
    QByteArray waitFor(const QByteArray& word, std::chrono::milliseconds patience, Other&& other) {
        const auto until = EngineClock::now() + patience;
        for (;;) {
            const QByteArray line = nextLine(until).simplified();
            if (line == word || line.startsWith(word + ' '))
                return line.mid(word.size()).trimmed();
            other(line);
        }
    }
    QByteArray waitFor(const QByteArray& word, std::chrono::milliseconds patience) {
        return waitFor(word, patience, [](const QByteArray&) {});
    }

    const std::string& program() const { return m_program; }
    const EnginePatience& patience() const { return m_patience; }

private:
    QByteArray nextLine(EngineClock::time_point until) {
        for (;;) {
            throwIfStopped(m_stop);
            if (const qsizetype end = m_read.indexOf('\n'); end >= 0) {
                const QByteArray line = m_read.left(end);
                m_read.remove(0, end + 1);
                return line;
            }
            if (m_read.size() > kLongestLine || m_said > kMostSaid)
                throw Error("The chess engine " + m_program +
                            " talks without saying anything: it is none that speaks "
                            "UCI. Name another with --engine.");
            const bool runs = m_process.state() != QProcess::NotRunning;
            const QByteArray more = m_process.readAllStandardOutput();
            m_read += more;
            m_said += more.size();
            if (!more.isEmpty())
                continue;
            if (!runs)
                throw Error("The chess engine " + m_program +
                            (m_process.exitStatus() == QProcess::CrashExit
                                 ? std::string(" crashed or was killed")
                                 : " ended with code " + std::to_string(m_process.exitCode())) +
                            " before it had answered. What it has played is kept: the same command goes on.");
            if (EngineClock::now() >= until)
                throw Error("The chess engine " + m_program +
                            " says nothing: it is none that speaks UCI, or this machine is too busy for it. Name "
                            "another with --engine, or ask again.");
            m_process.waitForReadyRead(kLook_ms);
        }
    }

    QProcess m_process;
    std::string m_program;
    std::stop_token m_stop;
    EnginePatience m_patience;
    QByteArray m_read;       ///< no whole line yet
    std::int64_t m_said = 0; ///< bytes since it was asked
};

UciEngine::UciEngine(const std::string& program, const std::stop_token& stop, EnginePatience patience)
    : m_process(std::make_unique<Process>(program, stop, patience)) {
    m_process->say("uci");
    m_process->waitFor("uciok", patience.start, [&](const QByteArray& line) {
        if (line.startsWith("id name "))
            m_name = readable(line.mid(8));
    });
    if (m_name.empty())
        m_name = readable(QByteArray::fromStdString(program));
    m_process->say("setoption name Threads value 1");
    newGame();
}

UciEngine::~UciEngine() = default;

void UciEngine::newGame() {
    m_process->say("ucinewgame\nisready");
    m_process->waitFor("readyok", m_process->patience().start);
}

chess::Move UciEngine::bestMove(const chess::Board& board, std::int64_t nodes) {
    m_process->say("position fen " + chess::toFen(board) + "\ngo nodes " + std::to_string(nodes));
    const QByteArray answer = m_process->waitFor("bestmove", m_process->patience().move);
    const std::string move = readable(answer.split(' ').front());
    try {
        return chess::legalMove(board, move);
    } catch (const Error& error) {
        throw Error("The chess engine " + m_process->program() + " does not keep to the rules: " + error.what() +
                    " Name another with --engine.");
    }
}

} // namespace stepmark::work
