// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the jobs share. A job is a function of a Work and its options that returns one JSON object for people and
// scripts. Long work holds no lock: what is computed is written in small batches, each whole, and a job that was
// cancelled or killed goes on where it was (generate, label, score, gold); what only counts as a whole (a queue, a
// model, a round's stage) is written in one transaction at the end.
// A job and its Work belong to the thread that opened the project.
#pragma once

#include "model/domain/ids.h"
#include "model/run/progress.h"
#include "storage/project.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <stop_token>

namespace stepmark::storage {
class Pool;
}

namespace stepmark::work {

using Json = nlohmann::ordered_json;

struct Work {
    storage::Project& project;
    std::stop_token stop;
    ProgressSink progress;
    JobId job = 0; ///< the row of the table that this is; 0: none
    std::shared_ptr<storage::Pool> pool = {}; ///< kept from one part of the work to the next (pool.h); null: it is not

    void report(const Progress& at) const {
        if (progress)
            progress(at);
    }
    void report(Stage stage) const { report(Progress{.stage = stage}); }
};

/// Where the checkpoints and caches of a project go unless told otherwise: PROJECT.models beside the file.
std::filesystem::path modelsFolder(const storage::Project& project);

/// Absolute, without "." and "..": how models are registered.
std::string absolutePath(const std::filesystem::path& path);

/// The folder `name` ("stepmark-base", "stepmark-generator") of the models that come with Stepmark. STEPMARK_RESOURCES
/// in the environment wins, then share/stepmark beside the program, then the source tree. Throws Error where there is
/// none.
std::filesystem::path shippedModel(const std::string& name);

/// An estimate as JSON: null where there is none.
template <typename T>
Json orNull(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

} // namespace stepmark::work
