// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/annotation.h"
#include "storage/project.h"

#include <vector>

namespace stepmark::storage {

/// Table labeler. Thread rule: that of its Project.
class LabelerStore {
public:
    explicit LabelerStore(Project& project);
    /// The labeler of that name, made if there is none. kind: "human", "oracle", "scores".
    Labeler named(const std::string& name, const std::string& kind = "human");
    std::optional<Labeler> find(LabelerId id) const;
    std::vector<Labeler> list() const;

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
