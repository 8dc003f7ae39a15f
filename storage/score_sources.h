// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "storage/model_store.h"
#include "storage/project.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark::storage {

/// Step scores that no model of the project gave: a file of somebody else's, or what an import brought instead of
/// ratings (soft labels, Monte-Carlo shares, probabilities).
struct ScoreSource {
    ModelId model = 0;      ///< under which the scores are stored
    std::string name;       ///< the import's source, or the name of the file of scores
    std::string path;       ///< where it was read from
    std::int64_t steps = 0; ///< scored
    bool imported = false;  ///< its file holds solutions, and is no file of scores
};

/// Whether an import brought its scores, which say nothing of who should choose: a queue goes by them where they are
/// named, or where nothing else has scored. Any thread.
bool isImported(const ModelRecord& model);

/// Those whose scores are all there, oldest first. Thread rule: that of the Project.
std::vector<ScoreSource> scoreSources(Project& project);

/// The one of that path (of several pipes the newest) or name; nullopt where there is none. Throws Error where several are called so.
std::optional<ScoreSource> findScoreSource(Project& project, std::string_view name);

/// Throws Error, which lists those that there are, where there is none.
ScoreSource scoreSource(Project& project, std::string_view name);

} // namespace stepmark::storage
