// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stepmark_torture and its shim share: a file mapped by both, so that the counts outlive a process that is killed.
// Plain data; the driver writes it while no victim runs. Any thread counts: what victims write is atomic.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace stepmark::torture {

/// What can fail. Calls are counted only for files below the folder; memory is SQLite's.
enum class Call : std::int32_t { None, Write, Sync, FolderSync, Rename, Allocate, Memory };
constexpr int kCalls = 7;

/// How the n-th call fails.
enum class Fault : std::int32_t {
    None,
    NoSpace,  ///< ENOSPC, once
    FullDisk, ///< ENOSPC from then on
    Broken,   ///< EIO, once
    Short,    ///< half is written, once
    Refused,  ///< EINVAL from then on: a file system that does not know the call
    NoMemory, ///< a null pointer, once
    Kill,     ///< SIGKILL before the call
};

struct Control {
    std::array<char, 1024> folder{}; ///< absolute, ends with a slash
    Call call = Call::None;
    Fault fault = Fault::None;
    std::int64_t at = 0; ///< which call, from 1
    std::array<std::atomic<std::int64_t>, kCalls> seen{};
    std::atomic<std::int32_t> fired{0}; ///< how often a call failed
    std::array<char, 256> where{};      ///< the file of the first that did
};

/// Variable that names the control file; without it the shim does nothing.
inline constexpr const char* kControlVariable = "STEPMARK_TORTURE";
/// Descriptors of the server: it reads requests and writes answers. See fork_server.cpp.
inline constexpr int kRequests = 3;
inline constexpr int kAnswers = 4;

} // namespace stepmark::torture
