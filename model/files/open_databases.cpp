// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/files/open_databases.h"

#include <sys/stat.h>

#include <map>

namespace stepmark::files {

namespace {

struct Counts {
    std::mutex mutex;
    std::map<FileId, int> connections;
};
Counts& counts() {
    static Counts all;
    return all;
}

} // namespace

FileId fileId(const std::filesystem::path& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 ? FileId{info.st_dev, info.st_ino} : FileId{};
}

std::unique_lock<std::mutex> OpenDatabases::looking() {
    static std::mutex mutex;
    return std::unique_lock(mutex);
}

FileId OpenDatabases::add(const std::filesystem::path& path) {
    const FileId file = fileId(path);
    const std::lock_guard lock(counts().mutex);
    ++counts().connections[file];
    return file;
}

void OpenDatabases::remove(const FileId& file) {
    const std::lock_guard lock(counts().mutex);
    const auto place = counts().connections.find(file);
    if (place != counts().connections.end() && --place->second == 0)
        counts().connections.erase(place);
}

bool OpenDatabases::contains(const FileId& file) {
    const std::lock_guard lock(counts().mutex);
    return file != FileId{} && counts().connections.contains(file);
}

} // namespace stepmark::files
