// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a frozen base makes of each step, kept on disk: the last hidden state (after the final norm) at the step's
// newline token. With it a `head` round trains and scores again 100,000 steps in seconds on a processor.
//
// File: FOLDER/<base fingerprint>.hidden, a header and then records of a fixed size: key (128 bits: hash of problem
// text and of the steps up to this one), bf16 values [hidden], checksum. It is only ever appended to: a record that is
// there stays where it is. Any number of processes share a file. Whoever appends holds its lock (flock) for that
// moment, first reads what others have added, and cuts off the piece of a record that a killed writer left; a record
// whose checksum is wrong, or that holds what is not finite, counts as absent.
//
// The cache saves time and must not cost a job: where the folder cannot be written, the disk is full or the lock is not
// to be had, states are kept in memory for as long as the object lives, and problem() says why.
//
// Thread rule: one object belongs to one thread; any number of objects and processes use a file.
#pragma once

#include "model/domain/step_tree.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// Identifies a step's text after its prefix, whatever the project.
using StepKey = std::array<std::uint64_t, 2>;

/// Keys of all nodes of a tree.
std::vector<StepKey> stepKeys(std::string_view problem_text, const StepTree& tree);

class HiddenCache {
public:
    /// Opens or creates. `fingerprint` is modelFingerprint() of the base. Throws Error where the file is something else
    /// (other width), Cancelled.
    HiddenCache(const std::filesystem::path& folder, const std::string& fingerprint, std::int64_t hidden_size,
                const std::stop_token& stop = {});
    ~HiddenCache();
    HiddenCache(HiddenCache&&) noexcept;
    HiddenCache& operator=(HiddenCache&&) noexcept;

    std::int64_t size() const; ///< steps held
    bool contains(const StepKey& key) const;
    /// Copies the state as float32 into `out` [hidden]; false where there is none.
    bool read(const StepKey& key, std::span<float> out) const;
    /// Adds a state; a key that is there already is skipped. False where bf16 does not hold it as finite numbers: then
    /// it is not added.
    bool append(const StepKey& key, std::span<const float> state);
    /// Writes what was appended to the disk.
    void flush();
    /// Takes in what other processes have added since.
    void refresh(const std::stop_token& stop = {});
    /// Why states are not kept; empty where they are.
    const std::string& problem() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Hash (128 bits, hex) of a model folder's configuration, tokenizer and backbone weights; a few bytes a tensor block
/// are enough to tell checkpoints apart, all bytes are read for models below 1 GB. Throws Error, Cancelled.
std::string modelFingerprint(const std::filesystem::path& folder, const std::stop_token& stop = {});

} // namespace stepmark
