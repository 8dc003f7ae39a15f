// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "storage/project.h"

#include <nlohmann/json.hpp>

#include <memory>

namespace stepmark::interchange {

/// Turns a stored annotation into a row of PRM800K's schema (https://github.com/openai/prm800k, section "Data"). One
/// thread; gone before its Project is.
class Prm800kReader {
public:
    explicit Prm800kReader(storage::Project& project);
    ~Prm800kReader();
    Prm800kReader(const Prm800kReader&) = delete;
    Prm800kReader& operator=(const Prm800kReader&) = delete;

    /// The row; of an imported annotation the very row that was imported.
    nlohmann::json row(AnnotationId id);
    /// What a JSON Patch must contain so that row() gives `original`: what the tables cannot say. "[]" where they say
    /// all.
    std::string patchFor(AnnotationId id, const nlohmann::json& original);

private:
    struct Source;
    nlohmann::json fromTables(const Source& source);
    nlohmann::json offeredSteps(const Source& source);
    nlohmann::json pathSteps(const Source& source);
    nlohmann::json verifierScore(const Source& source);
    Source read(AnnotationId id);

    struct Statements;
    storage::Project& m_project;
    std::unique_ptr<Statements> m_statements;
};

} // namespace stepmark::interchange
