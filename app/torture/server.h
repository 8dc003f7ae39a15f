// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/torture/shim/control.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace stepmark::torture {

/// The n-th call that fails, and how.
struct FaultPlan {
    Call call = Call::None;
    Fault fault = Fault::None;
    std::int64_t at = 0;
};

/// How a run ended.
struct Ending {
    bool killed = false;    ///< by a moment or a fault of ours
    bool timed_out = false; ///< hung, and was killed for it
    int signal = 0;         ///< that ended it, 0 for none
    int code = 0;           ///< exit code
    double seconds = 0;
    std::string out, err;
    std::array<std::int64_t, kCalls> calls{}; ///< seen by the shim
    bool fired = false;                       ///< the fault came
    std::string where;                        ///< to this file
};

/// A program that waits, loaded, to be run again and again under the shim (shim/fork_server.cpp). One thread.
class Server {
public:
    /// `scratch`: a folder of its own for its output; `watched`: faults hit files below it only. Error where the
    /// program cannot be started.
    Server(const std::filesystem::path& program, const std::filesystem::path& scratch,
           const std::filesystem::path& watched);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Runs to the end, or to a SIGKILL `kill_after_s` seconds after the start.
    Ending run(const std::vector<std::string>& arguments, const FaultPlan& fault = {},
               std::optional<double> kill_after_s = {});

    // The same in parts, for what happens while it runs.
    void start(const std::vector<std::string>& arguments, const FaultPlan& fault = {});
    void kill();
    std::string output() const; ///< so far
    bool running();             ///< until its end has come
    Ending finish(std::optional<double> kill_after_s = {});

private:
    bool awaitStatus(double seconds);

    std::filesystem::path m_out, m_err;
    Control* m_control = nullptr;
    int m_requests = -1, m_answers = -1;
    int m_server = 0, m_child = 0;
    std::optional<int> m_status;
    double m_started_s = 0;
    bool m_killed = false;
};

} // namespace stepmark::torture
