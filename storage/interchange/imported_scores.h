// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "model/domain/step_scores.h"
#include "storage/project.h"
#include "storage/statement.h"

#include <memory>

namespace stepmark::interchange {

/// Soft labels of an import's steps, kept in a database of its own that spills to disk until the steps are there for
/// everybody. One a file; one thread.
class ImportedScores {
public:
    ImportedScores();
    ~ImportedScores();
    ImportedScores(const ImportedScores&) = delete;
    ImportedScores& operator=(const ImportedScores&) = delete;

    /// Of a step that several solutions share the mean is taken.
    void add(StepId step, const StepProbabilities& score);
    bool isEmpty() const { return !m_spill; }

    /// Writes them as the step scores of a model of kind "scores" that stands for the source; adds it where there is
    /// none. In many small transactions.
    void store(storage::Project& project, const std::filesystem::path& file, const std::string& source);

private:
    struct Spill;
    std::unique_ptr<Spill> m_spill; ///< made with the first score
};

} // namespace stepmark::interchange
