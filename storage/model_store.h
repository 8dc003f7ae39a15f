// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "storage/project.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace stepmark::storage {

/// A trained checkpoint, or somebody else's scores.
struct ModelRecord {
    ModelId id = 0;
    std::string kind;             ///< "prm", "orm", "generator", "scores"
    std::string path;             ///< folder of the checkpoint, or the file of scores
    std::string base;             ///< folder of the base
    RoundId round = 0;            ///< round that trained it, 0 for none
    std::string config = "{}";    ///< JSON: the run's full configuration
    std::string metrics = "{}";   ///< JSON
    std::string data_fingerprint; ///< of the ratings it was trained on
    std::string created_at;       ///< ISO 8601, UTC; set by add() where empty
    bool aside = false;           ///< one of several to compare: taken where it is named, never as the newest
};

/// Table model. Thread rule: that of its Project.
class ModelStore {
public:
    explicit ModelStore(Project& project);
    ModelId add(const ModelRecord& record);
    std::optional<ModelRecord> find(ModelId id) const;
    /// The newest that lies there, however either path is spelled.
    std::optional<ModelRecord> findByPath(const std::filesystem::path& path) const;
    /// The newest that is not aside.
    std::optional<ModelRecord> latest(std::string_view kind) const;
    std::vector<ModelRecord> list(std::string_view kind = {}) const; ///< oldest first
    /// PRMs and scores whose opinion of a step is shown, newest first: of those aside the one that lists show.
    std::vector<ModelRecord> judges() const;
    void setMetrics(ModelId id, const std::string& json);

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
