// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run/part.h"
#include "storage/project.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace stepmark::storage {

/// What a node of a plan (model/run/plan.h) has found.
struct Artifact {
    std::string identity;
    Part part = Part::None;
    std::string spec = "null";    ///< JSON: what was asked for
    std::string result;           ///< JSON
    std::filesystem::path folder; ///< of its output; empty: all of it is in the project
    double seconds = 0;           ///< that it took
    std::string created_at;       ///< ISO 8601, UTC; set by add() where empty
};

/// Table artifact. Thread rule: that of its Project.
class ArtifactStore {
public:
    explicit ArtifactStore(Project& project);
    /// Throws Error where there is one of that identity.
    void add(const Artifact& artifact);
    std::optional<Artifact> find(std::string_view identity) const;

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
