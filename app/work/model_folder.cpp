// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/model_folder.h"

#include "model/domain/error.h"
#include "storage/job_store.h"
#include "storage/model_store.h"

#include <algorithm>

namespace stepmark::work {

namespace fs = std::filesystem;

namespace {

/// Something is there that a rename would take away; an empty folder is nothing.
bool isTaken(const fs::path& folder) {
    std::error_code error;
    const auto status = fs::symlink_status(folder, error);
    if (status.type() == fs::file_type::not_found)
        return false;
    return status.type() != fs::file_type::directory || !fs::is_empty(folder, error) || error;
}

bool isFree(Work& work, const fs::path& folder) {
    return !isTaken(folder) && !storage::ModelStore(work.project).findByPath(folder.string());
}

[[noreturn]] void refuseFor(Work& work, const storage::Job& other, const std::string& refusal) {
    const std::string id = std::to_string(other.id);
    throw Error(refusal + " (job " + id + ", process " + std::to_string(other.pid) + " on " + other.host + ", since " +
                other.started_at + "). Nothing was changed. Wait for its end, or end it: stepmarkctl cancel " +
                work.project.path().string() + " " + id);
}

} // namespace

void hold(Work& work, const std::string& what, const std::string& refusal) {
    if (work.job == 0)
        return;
    if (const auto other = storage::JobStore(work.project).hold(work.job, what))
        refuseFor(work, *other, refusal);
}

void requireNobody(Work& work, const std::string& what, const std::string& refusal) {
    if (const auto other = storage::JobStore(work.project).holder(what))
        refuseFor(work, *other, refusal);
}

void holdFolder(Work& work, const fs::path& folder) {
    std::error_code error;
    const fs::path name = fs::weakly_canonical(folder, error);
    hold(work, "folder " + (error ? fs::absolute(folder).lexically_normal() : name).string(),
         "Another job trains into " + folder.string());
}

void requireNoModel(Work& work, const fs::path& folder) {
    if (const auto model = storage::ModelStore(work.project).findByPath(folder.string()))
        throw Error(folder.string() + " is the folder of model " + std::to_string(model->id) +
                    " of this project, whose scores would be another one's: give another folder with --out.");
}

void requireFree(Work& work, const fs::path& folder) {
    requireNoModel(work, folder);
    if (isTaken(folder))
        throw Error(folder.string() + " exists and is not empty; a training would replace it. Give another folder with "
                                      "--out, or take up the run that was killed after it had made it with --resume.");
}

fs::path freeFolder(Work& work, const fs::path& folder, const std::vector<std::string>& tails) {
    for (int number = 1;; ++number) {
        const std::string name = folder.string() + (number == 1 ? "" : "-" + std::to_string(number));
        if (std::all_of(tails.begin(), tails.end(), [&](const std::string& tail) { return isFree(work, name + tail); }))
            return name;
    }
}

} // namespace stepmark::work
