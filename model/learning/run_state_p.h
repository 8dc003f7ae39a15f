// SPDX-License-Identifier: GPL-3.0-or-later
//
// The state of a run under way, in OUT.run beside the checkpoint it will become: weights, moments, place in the data.
// Written as a whole or not at all (AtomicFolder), so a kill at any moment leaves the state before or the one after.
//
// Thread rule: one run a folder; one thread.
#pragma once

#include "model/learning/parameter_p.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace stepmark {

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;

/// The masters of parameters that have one, by name.
NamedTensors masters(const std::vector<Parameter*>& parameters);

class RunState {
public:
    /// `identity`: everything that must be the same for a run to go on (options, data, base).
    RunState(const std::filesystem::path& out, nlohmann::json identity, int save_every_s);

    bool exists() const;
    bool isSame() const; ///< exists, with the same identity
    /// Fills `tensors` in place and returns what save() was given. Throws Error where the run had another identity or
    /// the tensors are others.
    nlohmann::json load(const NamedTensors& tensors) const;
    /// Throws Error, also for tensors that are not finite: nobody could go on from them; Cancelled. What was saved
    /// before stays then.
    void save(const NamedTensors& tensors, const nlohmann::json& progress, const std::stop_token& stop = {});
    /// Whether it is time to save again: `save_every_s` after the last, and never so often that saving takes more
    /// than a twentieth of the time.
    bool due() const;
    /// Whether saving these takes well under a second, so that a cancelled run may do it and still stop at once.
    bool quick(const NamedTensors& tensors) const;

    void saveBest(const NamedTensors& tensors, const std::stop_token& stop = {});
    /// False where none was saved.
    bool loadBest(const NamedTensors& tensors) const;
    /// The run is over.
    void remove();

    const std::filesystem::path& folder() const { return m_folder; }

private:
    std::filesystem::path m_folder;
    nlohmann::json m_identity;
    std::chrono::steady_clock::duration m_interval;
    std::chrono::steady_clock::duration m_last_save_took{};
    std::chrono::steady_clock::time_point m_saved_at = std::chrono::steady_clock::now();
};

} // namespace stepmark
