// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/folder_member.h"

#include "model/domain/error.h"

#include <system_error>

namespace stepmark {
namespace fs = std::filesystem;
namespace {

/// `blobs` of the cache's repository that a folder lies in, or nothing.
fs::path blobsOf(const fs::path& folder) {
    for (fs::path at = folder; at.has_relative_path(); at = at.parent_path())
        if (at.parent_path().filename() == "snapshots")
            return at.parent_path().parent_path() / "blobs";
    return {};
}

} // namespace

fs::path checkedMember(const fs::path& folder, const std::string& name) {
    const fs::path file = folder / name;
    std::error_code error;
    const fs::path real = fs::canonical(file, error);
    if (error == std::errc::no_such_file_or_directory && !hasMember(folder, name))
        throw Error("There is no file " + file.string() + ".");
    if (error)
        throw Error("Cannot open " + file.string() + ": " + error.message() + ". Fetch the folder again.");
    const fs::path home = fs::canonical(folder, error), parent = real.parent_path();
    if (parent != home && (parent.empty() || parent != blobsOf(home)))
        throw Error(file.string() + " is a link to " + real.string() +
                    ", outside of the model folder; refused. Copy the file into the folder.");
    if (!fs::is_regular_file(real, error))
        throw Error(file.string() + " is not a regular file.");
    return file;
}

bool hasMember(const fs::path& folder, const std::string& name) {
    std::error_code error;
    return fs::exists(fs::symlink_status(folder / name, error));
}

} // namespace stepmark
