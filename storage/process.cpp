// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/process.h"

#include <QSysInfo>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <unistd.h>

namespace stepmark::storage {

namespace {

namespace fs = std::filesystem;

/// What two processes must share so that one can ask for the other; empty where it cannot be told.
const std::string& surroundings() {
    static const std::string text = [] {
        std::ifstream file("/proc/sys/kernel/random/boot_id");
        std::string boot;
        std::error_code error;
        const fs::path space = fs::read_symlink("/proc/self/ns/pid", error);
        return std::getline(file, boot) && !error ? boot + " " + space.string() : std::string();
    }();
    return text;
}

struct Stat {
    char state = '?'; ///< 'Z', 'X': it has ended
    std::string start;
};

/// Fields 3 and 22 of /proc/PID/stat; the second, the program's name, may hold blanks and brackets.
std::optional<Stat> statOf(std::int64_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    if (!std::getline(file, line) || line.rfind(')') == std::string::npos)
        return std::nullopt;
    std::istringstream fields(line.substr(line.rfind(')') + 1));
    Stat stat;
    fields >> stat.state;
    for (int field = 4; field <= 22; ++field)
        fields >> stat.start;
    return fields ? std::optional(stat) : std::nullopt;
}

} // namespace

const std::string& thisProcess() {
    static const std::string text = [] {
        const auto stat = statOf(::getpid());
        return stat && !surroundings().empty() ? surroundings() + " " + stat->start : std::string();
    }();
    return text;
}

Life lifeOf(std::int64_t pid, const std::string& process) {
    const std::string here = surroundings() + " ";
    if (here.size() == 1 || !process.starts_with(here) || pid <= 0)
        return Life::Unknown;
    if (::kill(static_cast<pid_t>(pid), 0) != 0 && errno == ESRCH)
        return Life::Dead;
    const auto stat = statOf(pid);
    if (!stat)
        return Life::Unknown; // somebody else's, where /proc hides them, or it has just ended
    return stat->state != 'Z' && stat->state != 'X' && stat->start == process.substr(here.size()) ? Life::Lives
                                                                                                  : Life::Dead;
}

std::string thisHost() { return QSysInfo::machineHostName().toStdString(); }

} // namespace stepmark::storage
