// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "storage/project.h"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace stepmark::storage {

using GenerationId = std::int64_t;

/// Tables generation and generated_problem: how many samples of a problem have been drawn from a generator, kept or
/// not. Thread rule: that of its Project.
class GenerationStore {
public:
    explicit GenerationStore(Project& project);

    /// The generation with these options (a text that holds all that decides a sample), made where there is none.
    GenerationId begin(const std::string& options);
    /// 0 where there is none.
    GenerationId find(const std::string& options) const;
    /// Samples drawn, by problem; those without any are left out.
    std::unordered_map<ProblemId, int> drawn(GenerationId generation) const;
    int drawn(GenerationId generation, ProblemId problem) const;
    void setDrawn(GenerationId generation, ProblemId problem, int samples);

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
