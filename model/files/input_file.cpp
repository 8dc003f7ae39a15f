// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/files/input_file.h"

#include "model/domain/error.h"
#include "model/domain/stop.h"

#include <poll.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace stepmark::files {

namespace {

constexpr int kLookForBytes = 100; ///< milliseconds between two looks at the stop token

bool isStandardInput(const std::filesystem::path& asked) {
    return asked == "-" || asked == "/dev/stdin" || asked == "/proc/self/fd/0" || asked == "/dev/fd/0";
}

// O_NONBLOCK: a pipe that nobody writes yet is waited for by poll(), which can be stopped; open() could not.
int opened(const std::filesystem::path& asked) {
    return isStandardInput(asked) ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                                  : ::open(asked.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}

} // namespace

InputFile::InputFile(const std::filesystem::path& asked, std::stop_token stop)
    : m_asked(asked)
    , m_stop(std::move(stop))
    , m_descriptor(opened(asked)) {
    struct stat status {};
    if (!m_descriptor || ::fstat(m_descriptor.number(), &status) != 0)
        fail(errno);
    if (S_ISDIR(status.st_mode))
        fail(EISDIR);
    m_stream = !S_ISREG(status.st_mode);
    m_size = m_stream ? 0 : static_cast<std::int64_t>(status.st_size);
}

void InputFile::fail(int code) const {
    if (code == EISDIR)
        throw Error(inputName(m_asked) + " is a folder: name a file.");
    if (code == EBADF && isStandardInput(m_asked))
        throw Error("There is no standard input to read from: name a file.");
    throw Error(inputName(m_asked) + " cannot be read: " + std::strerror(code) + ".");
}

void InputFile::waitForBytes() const {
    for (;;) {
        throwIfStopped(m_stop);
        pollfd one{m_descriptor.number(), POLLIN, 0};
        if (::poll(&one, 1, kLookForBytes) != 0) // the end and an error show in the read
            return;
    }
}

std::size_t InputFile::read(std::span<char> bytes) {
    for (;;) {
        if (m_stream)
            waitForBytes();
        const ssize_t count = ::read(m_descriptor.number(), bytes.data(), bytes.size());
        if (count >= 0)
            return static_cast<std::size_t>(count);
        if (errno != EINTR && errno != EAGAIN)
            fail(errno);
    }
}

bool isReadOnce(const std::filesystem::path& asked) {
    struct stat status {};
    const int result = isStandardInput(asked) ? ::fstat(STDIN_FILENO, &status) : ::stat(asked.c_str(), &status);
    return result == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

std::string inputName(const std::filesystem::path& asked) {
    return isStandardInput(asked) ? "standard input" : "\"" + asked.string() + "\"";
}

} // namespace stepmark::files
