// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/work.h"

#include "model/domain/coded_error.h"

#include <cstdlib>

namespace stepmark::work {

namespace fs = std::filesystem;

fs::path modelsFolder(const storage::Project& project) {
    fs::path folder = fs::absolute(project.path());
    folder.replace_extension(".models");
    return folder;
}

std::string absolutePath(const fs::path& path) { return fs::absolute(path).lexically_normal().string(); }

fs::path shippedModel(const std::string& name) {
    std::vector<fs::path> places;
    if (const char* set = std::getenv("STEPMARK_RESOURCES"))
        places.emplace_back(set);
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    places.push_back(program.parent_path().parent_path() / "share" / "stepmark");
    places.emplace_back(STEPMARK_RESOURCES_DIR);
    for (const fs::path& place : places)
        if (fs::exists(place / "base" / name / "config.json", ignored))
            return place / "base" / name;
    throw CodedError(Fault::NoShippedModel, {name},
                     "The model " + name +
                         " that comes with Stepmark is not installed: set STEPMARK_RESOURCES to the folder resources/ "
                         "of the source tree, or name another model with --base.");
}

} // namespace stepmark::work
