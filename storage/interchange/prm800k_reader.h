// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "storage/interchange/prm800k_row.h"
#include "storage/project.h"

#include <nlohmann/json.hpp>

#include <map>
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

private:
    struct Stored;
    Stored read(AnnotationId id);
    std::vector<Prm800kRow::Offer> offers(AnnotationId id, const std::map<StepId, Rating>& ratings);
    nlohmann::json verifierScore(ModelId model, StepId leaf);

    struct Statements;
    std::unique_ptr<Statements> m_statements;
};

} // namespace stepmark::interchange
