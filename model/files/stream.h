// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writing into what exists and stays: a device, a pipe, standard output. One thread.
#pragma once

#include "model/files/descriptor.h"
#include "model/files/target.h"

#include <stop_token>

namespace stepmark::files {

class Stream {
public:
    /// Opens it. A pipe that nobody reads yet is waited for until `stop` is asked for (Cancelled); without one that
    /// could be, it is an Error at once. The same holds for a reader that takes nothing.
    Stream(const Target& target, std::stop_token stop);

    void write(std::span<const std::byte> bytes);
    /// All of it has been taken, and is on disk where it lies on one. Error if not.
    void close();

private:
    void waitUntilTaken();

    Target m_target;
    std::stop_token m_stop;
    Descriptor m_descriptor;
};

} // namespace stepmark::files
