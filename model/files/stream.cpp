// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/files/stream.h"

#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/files/quoted.h"
#include "model/files/write_error.h"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace stepmark::files {

namespace fs = std::filesystem;

namespace {

constexpr int kLook = 100;                ///< milliseconds between two looks at the stop token
constexpr int kPatience = 2'000;          ///< milliseconds, where nobody could stop a wait
constexpr std::size_t kAtOnce = PIPE_BUF; ///< bytes that a pipe takes without blocking once poll() says so

/// Throws. What is a file on some disk after all (the shell's, behind ">") is called by its name.
[[noreturn]] void fail(const Target& target, int code) {
    std::error_code error;
    const fs::path link = "/proc/self/fd/" + std::to_string(target.descriptor);
    if (const fs::path file = fs::read_symlink(link, error); S_ISREG(target.status.st_mode) && !error)
        throwWriteError(file, code);
    throw Error("Writing to " + (target.asked == "-" ? "standard output" : quoted(target.asked)) +
                " failed: " + (code == EPIPE ? "nobody reads it any more" : std::strerror(code)) + ".");
}

int openedByName(const Target& target, const std::stop_token& stop) {
    // A block device that is mounted refuses O_EXCL: a file system is not written over.
    const int flags = O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | (S_ISBLK(target.status.st_mode) ? O_EXCL : 0);
    for (;;) {
        const int number = ::open(target.place.c_str(), flags);
        if (number >= 0 || errno != ENXIO || !S_ISFIFO(target.status.st_mode))
            return number;
        if (!stop.stop_possible())
            throw Error("Nobody reads from the pipe " + quoted(target.asked) + ": start its reader first.");
        throwIfStopped(stop);
        ::poll(nullptr, 0, kLook);
    }
}

Descriptor opened(const Target& target, const std::stop_token& stop) {
    Descriptor descriptor(target.descriptor >= 0 ? ::fcntl(target.descriptor, F_DUPFD_CLOEXEC, 0)
                                                 : openedByName(target, stop));
    if (!descriptor)
        fail(target, errno);
    if (target.descriptor < 0) // ours alone: from here on poll() does the waiting
        ::fcntl(descriptor.number(), F_SETFL, ::fcntl(descriptor.number(), F_GETFL) & ~O_NONBLOCK);
    return descriptor;
}

} // namespace

Stream::Stream(const Target& target, std::stop_token stop)
    : m_target(target)
    , m_stop(std::move(stop))
    , m_descriptor(opened(target, m_stop)) {}

void Stream::waitUntilTaken() {
    for (int waited = 0;; waited += kLook) {
        throwIfStopped(m_stop);
        pollfd one{m_descriptor.number(), POLLOUT, 0};
        if (::poll(&one, 1, kLook) != 0) // an error shows in the write
            return;
        if (!m_stop.stop_possible() && waited >= kPatience)
            throw Error("\"" + m_target.asked.string() + "\" takes nothing: is its reader still there?");
    }
}

void Stream::write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        waitUntilTaken();
        const auto part = bytes.first(std::min(bytes.size(), kAtOnce));
        if (const int code = writeAll(m_descriptor.number(), part))
            fail(m_target, code);
        bytes = bytes.subspan(part.size());
    }
}

void Stream::close() {
    if (const int code = syncDescriptor(m_descriptor.number()))
        fail(m_target, code);
    if (const int code = m_descriptor.close())
        fail(m_target, code);
}

} // namespace stepmark::files
