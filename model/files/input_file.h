// SPDX-License-Identifier: GPL-3.0-or-later
//
// What somebody named for reading: a file, a pipe, a device, "/dev/stdin", or "-" for standard input. A pipe is read
// once, from its beginning to its end: who has to look twice keeps what was read. An object belongs to one thread.
#pragma once

#include "model/files/descriptor.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>

namespace stepmark::files {

class InputFile {
public:
    /// Error that names it where it cannot be read: it is missing, a folder, a socket.
    explicit InputFile(const std::filesystem::path& asked, std::stop_token stop = {});

    /// Up to bytes.size() bytes; 0 only at the end. Waits for what a pipe's writer has not written yet, a pipe without
    /// a writer included, until `stop` is asked for (Cancelled).
    std::size_t read(std::span<char> bytes);
    /// In bytes; 0 where nobody knows.
    std::int64_t size() const { return m_size; }

private:
    [[noreturn]] void fail(int code) const;
    void waitForBytes() const;

    std::filesystem::path m_asked;
    std::stop_token m_stop;
    Descriptor m_descriptor;
    std::int64_t m_size = 0;
    bool m_stream = false;
};

/// Whether what is read there once is gone then: standard input, a pipe, a device. False where nothing is.
bool isReadOnce(const std::filesystem::path& asked);
/// For messages: the path in quotes, or "standard input".
std::string inputName(const std::filesystem::path& asked);

} // namespace stepmark::files
