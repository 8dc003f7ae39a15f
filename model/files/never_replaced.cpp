// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/files/never_replaced.h"

#include "model/domain/error.h"
#include "model/files/descriptor.h"
#include "model/files/open_databases.h"
#include "model/files/quoted.h"
#include "model/files/write_error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace stepmark::files {

namespace fs = std::filesystem;

namespace {

/// The first 100 bytes (https://sqlite.org/fileformat.html section 1.3), as many as there are.
std::string headerOf(const fs::path& file) {
    const Descriptor open(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    std::array<char, 100> bytes{};
    const ssize_t count = open ? ::read(open.number(), bytes.data(), bytes.size()) : -1;
    if (count < 0)
        throw Error(quoted(file) + " exists and cannot be read (" + std::strerror(errno) +
                    "), so that it may be a project: choose another name.");
    return {bytes.data(), static_cast<std::size_t>(count)};
}

bool isFile(const fs::path& file) {
    std::error_code ignored;
    return fs::is_regular_file(file, ignored);
}

/// The database that a file of this name belongs to, as SQLite's log or index; empty where to none.
fs::path databaseOf(const fs::path& file) {
    const std::string name = file.string();
    for (const std::string end : {"-wal", "-shm", "-journal"})
        if (name.ends_with(end))
            return name.substr(0, name.size() - end.size());
    return {};
}

bool isModelFolder(const fs::path& folder) {
    std::error_code ignored;
    if (!isFile(folder / "config.json"))
        return false;
    const auto files = fs::directory_iterator(folder, ignored);
    return std::any_of(begin(files), end(files), [](const fs::directory_entry& entry) {
        const fs::path name = entry.path().filename();
        return name == "tokenizer.json" || name.extension() == ".safetensors" ||
               (name.extension() == ".bin" && name.string().starts_with("pytorch_model"));
    });
}

} // namespace

bool isProject(const fs::path& file) {
    const auto lock = OpenDatabases::looking();
    if (OpenDatabases::contains(fileId(file)))
        return true;
    const std::string header = headerOf(file);
    if (header.size() < 100 || std::memcmp(header.data(), "SQLite format 3", 16) != 0)
        return false;
    std::uint32_t id = 0;
    for (const char byte : header.substr(68, 4))
        id = id << 8 | static_cast<unsigned char>(byte);
    return id == kProjectId;
}

void requireNoProject(const Target& target, bool unless_closed) {
    if (S_ISREG(target.status.st_mode)) {
        if (OpenDatabases::contains({target.status.st_dev, target.status.st_ino}))
            throw Error(quoted(target.asked) +
                        " is the project itself, or another one that is open here: choose another name, or close it.");
        if (!unless_closed && target.kind == Target::Kind::File && isProject(target.place))
            throw Error(quoted(target.asked) + " is a Stepmark project, which would be lost: choose another name.");
    }
    const fs::path database = databaseOf(target.place);
    if (!database.empty() && isFile(database) && isProject(database))
        throw Error(quoted(target.asked) + " belongs to the project " + quoted(database) + ": choose another name.");
}

void requireWritable(const Target& target) {
    if (target.kind != Target::Kind::File)
        return;
    if ((target.status.st_mode & 0222) == 0)
        throw Error(quoted(target.asked) + " is write-protected: choose another name, or take the protection away.");
    if (::faccessat(AT_FDCWD, target.place.c_str(), W_OK, AT_EACCESS) != 0)
        throwWriteError(target.asked, errno);
}

void requireNoModel(const Target& target) {
    if (target.kind == Target::Kind::Stream)
        return;
    for (const fs::path& folder : {fs::absolute(target.asked).parent_path(), target.place.parent_path()})
        if (isModelFolder(folder))
            throw Error("The folder " + quoted(folder) +
                        " holds a model, and is replaced as a whole when it is trained again: choose another folder.");
    if (target.kind == Target::Kind::File && target.place.string().ends_with(".safetensors"))
        throw Error(quoted(target.asked) + " holds a model's weights: choose another name.");
}

} // namespace stepmark::files
