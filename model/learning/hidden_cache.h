// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a frozen base makes of each step, kept on disk: the last hidden state (after the final norm) at the step's
// newline token. With it a `head` round trains and scores again 100,000 steps in seconds on a CPU (design.md section
// 4).
//
// File: FOLDER/<base fingerprint>.hidden, a header and then records of a fixed size: key (128 bits: hash of problem
// text and of the steps up to this one), bf16 values [hidden], checksum. It is only ever appended to. A killed writer
// leaves at most one batch of records with a tail that is cut off on opening; a record whose checksum is wrong counts
// as absent.
//
// Thread rule: one object belongs to one thread; one process writes a file at a time (lock), others read.
#pragma once

#include "model/domain/step_tree.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
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
    /// Opens or creates. `fingerprint` is modelFingerprint() of the base. Throws Error (folder unwritable, in use by
    /// another process, other width).
    HiddenCache(const std::filesystem::path& folder, const std::string& fingerprint, std::int64_t hidden_size);
    ~HiddenCache();
    HiddenCache(HiddenCache&&) noexcept;
    HiddenCache& operator=(HiddenCache&&) noexcept;

    std::int64_t size() const; ///< steps held
    bool contains(const StepKey& key) const;
    /// Copies the state as float32 into `out` [hidden]; false where there is none.
    bool read(const StepKey& key, std::span<float> out) const;
    /// Appends; a key that is there already is skipped.
    void append(const StepKey& key, std::span<const float> state);
    /// Writes what was appended to the disk.
    void flush();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Hash (128 bits, hex) of a model folder's configuration, tokenizer and backbone weights; a few bytes a tensor block
/// are enough to tell checkpoints apart, all bytes are read for models below 1 GB.
std::string modelFingerprint(const std::filesystem::path& folder);

} // namespace stepmark
