// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/torture/server.h"

#include "model/domain/error.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstring>
#include <fstream>
#include <new>
#include <sstream>

namespace stepmark::torture {

namespace fs = std::filesystem;

namespace {

/// Longer than any victim takes, even on a busy machine, and than a job tries to say how it ended
/// (JobScope::kPatience).
constexpr double kLimit_s = 300;

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

std::string contentOf(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

Control* mapControl(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0 || ::ftruncate(file, sizeof(Control)) != 0)
        throw Error("Cannot make " + path.string() + ": check the folder.");
    void* const place = ::mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    ::close(file);
    if (place == MAP_FAILED)
        throw Error("Cannot map " + path.string() + ".");
    return new (place) Control;
}

/// The environment without a screen, with the shim, and threads as a worker has them.
std::vector<std::string> environment(const fs::path& control) {
    std::vector<std::string> result;
    for (char** one = environ; *one; ++one)
        if (std::strncmp(*one, "LD_PRELOAD=", 11) != 0)
            result.emplace_back(*one);
    const fs::path shim = fs::read_symlink("/proc/self/exe").parent_path() / "stepmark_fault_shim.so";
    result.push_back("LD_PRELOAD=" + shim.string());
    result.push_back(std::string(kControlVariable) + "=" + control.string());
    for (const char* setting : {"OMP_WAIT_POLICY=passive", "OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1"})
        result.emplace_back(setting);
    return result;
}

bool readValue(int file, std::int32_t& value) { return ::read(file, &value, sizeof value) == sizeof value; }

} // namespace

Server::Server(const fs::path& program, const fs::path& scratch, const fs::path& watched)
    : m_out(scratch / "out")
    , m_err(scratch / "err") {
    fs::create_directories(scratch);
    m_control = mapControl(scratch / "control");
    const std::string folder = watched.string() + "/";
    std::strncpy(m_control->folder.data(), folder.c_str(), m_control->folder.size() - 1);
    int to[2], from[2];
    if (::pipe2(to, O_CLOEXEC) != 0 || ::pipe2(from, O_CLOEXEC) != 0)
        throw Error("No pipe could be made.");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    // By way of high numbers: one of the pipes' own ends may be 3 or 4.
    posix_spawn_file_actions_adddup2(&actions, to[0], 100);
    posix_spawn_file_actions_adddup2(&actions, from[1], 101);
    posix_spawn_file_actions_adddup2(&actions, 100, kRequests);
    posix_spawn_file_actions_adddup2(&actions, 101, kAnswers);
    posix_spawn_file_actions_addclose(&actions, 100);
    posix_spawn_file_actions_addclose(&actions, 101);
    std::vector<std::string> settings = environment(scratch / "control");
    std::vector<char*> pointers;
    for (std::string& setting : settings)
        pointers.push_back(setting.data());
    pointers.push_back(nullptr);
    std::string name = program.string();
    char* const arguments[] = {name.data(), nullptr};
    const int failed = ::posix_spawn(&m_server, program.c_str(), &actions, nullptr, arguments, pointers.data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(to[0]);
    ::close(from[1]);
    m_requests = to[1];
    m_answers = from[0];
    if (failed)
        throw Error("Cannot start " + program.string() + ": " + std::strerror(failed) + ".");
}

Server::~Server() {
    if (m_child)
        ::kill(m_child, SIGKILL);
    ::close(m_requests);
    ::close(m_answers);
    ::waitpid(m_server, nullptr, 0);
    ::munmap(m_control, sizeof(Control));
}

void Server::start(const std::vector<std::string>& arguments, const FaultPlan& fault) {
    m_control->call = fault.call;
    m_control->fault = fault.fault;
    m_control->at = fault.at;
    m_control->fired = 0;
    m_control->where.fill('\0');
    for (auto& seen : m_control->seen)
        seen = 0;
    std::string strings = m_out.string() + '\0' + m_err.string() + '\0';
    for (const std::string& argument : arguments)
        strings += argument + '\0';
    const auto size = static_cast<std::uint32_t>(strings.size());
    strings.insert(0, reinterpret_cast<const char*>(&size), sizeof size);
    m_status.reset();
    m_killed = false;
    fs::remove(m_out);
    std::int32_t child = 0;
    if (::write(m_requests, strings.data(), strings.size()) != static_cast<ssize_t>(strings.size()) ||
        !readValue(m_answers, child))
        throw Error("A program under test could not be started: is the shim beside this program?");
    m_child = child;
    m_started_s = now_s();
}

bool Server::awaitStatus(double seconds) {
    pollfd file{m_answers, POLLIN, 0};
    const timespec wait{static_cast<time_t>(seconds), static_cast<long>(std::fmod(seconds, 1) * 1e9)};
    if (::ppoll(&file, 1, &wait, nullptr) <= 0)
        return false;
    std::int32_t status = 0;
    if (!readValue(m_answers, status))
        throw Error("A program under test lost its server.");
    m_status = status;
    return true;
}

bool Server::running() { return !m_status && !awaitStatus(0); }

std::string Server::output() const { return contentOf(m_out); }

void Server::kill() {
    if (!m_status) {
        ::kill(m_child, SIGKILL);
        m_killed = true;
    }
}

Ending Server::finish(std::optional<double> kill_after_s) {
    Ending ending;
    if (!m_status && !awaitStatus(std::max(0.0, kill_after_s.value_or(kLimit_s) - (now_s() - m_started_s)))) {
        ending.timed_out = !kill_after_s;
        kill();
    }
    while (!m_status)
        awaitStatus(kLimit_s);
    m_child = 0;
    ending.seconds = now_s() - m_started_s;
    ending.signal = WIFSIGNALED(*m_status) ? WTERMSIG(*m_status) : 0;
    ending.code = WIFEXITED(*m_status) ? WEXITSTATUS(*m_status) : -1;
    ending.fired = m_control->fired > 0;
    ending.killed = ending.signal == SIGKILL && !ending.timed_out &&
                    (m_killed || (ending.fired && m_control->fault == Fault::Kill));
    ending.where = m_control->where.data();
    ending.out = contentOf(m_out);
    ending.err = contentOf(m_err);
    for (std::size_t i = 0; i < ending.calls.size(); ++i)
        ending.calls[i] = m_control->seen[i];
    return ending;
}

Ending Server::run(const std::vector<std::string>& arguments, const FaultPlan& fault,
                   std::optional<double> kill_after_s) {
    start(arguments, fault);
    return finish(kill_after_s);
}

} // namespace stepmark::torture
