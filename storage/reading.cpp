// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reading.h"

#include "model/domain/error.h"
#include "storage/permission.h"
#include "storage/sql_error.h"

#include <QDir>
#include <QTemporaryDir>

#include <sys/stat.h>

namespace stepmark::storage {

namespace fs = std::filesystem;

namespace {

constexpr int kTries = 5; ///< at copying what is being written

FileState::One stateOf(const fs::path& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
        return {};
    return {info.st_ino, info.st_size, std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec};
}

void copyFile(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
    if (error)
        throw Error("The project \"" + from.string() + "\" has to be copied to be read here, and its copy in \"" +
                    to.parent_path().string() + "\" failed (" + error.message() +
                    "): make room there, or set TMPDIR to a folder with more.");
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write); // those of the original may forbid it
}

/// As the project was at one moment; its state then.
FileState copyProject(const fs::path& project, const fs::path& copy) {
    for (int i = 0; i < kTries; ++i) {
        const FileState before = fileState(project);
        copyFile(project, copy);
        if (before.log.bytes > 0)
            copyFile(logOf(project), logOf(copy));
        if (fileState(project) == before)
            return before;
    }
    throw Error("The project \"" + project.string() + "\" is being written all the time: try again when that is done.");
}

} // namespace

FileState fileState(const fs::path& project) {
    FileState state{stateOf(project), stateOf(logOf(project))};
    if (state.log.bytes == 0)
        state.log = {};
    return state;
}

Reader connectToCopy(const fs::path& project, const std::function<void(Connection&)>& prepare) {
    const QTemporaryDir folder(QDir::temp().filePath(QStringLiteral("stepmark-XXXXXX")));
    if (!folder.isValid())
        throw Error("No folder could be made in \"" + QDir::tempPath().toStdString() +
                    "\": set TMPDIR to one that you may write.");
    const fs::path copy = fs::path(folder.path().toStdString()) / "copy.stepmark";
    const FileState state = copyProject(fs::absolute(project), copy);
    {
        Connection connection(project, Connection::Way::Write, copy);
        if (prepare)
            prepare(connection);
        connection.execute("PRAGMA journal_mode=DELETE"); // the log goes into the file
    }
    // The folder goes now: what is open stays readable, and a reader that is killed leaves nothing.
    return {std::make_unique<Connection>(project, Connection::Way::Alone, copy), state};
}

Reader connectForReading(const fs::path& project) {
    std::error_code ignored;
    if (fs::exists(logOf(project), ignored) && fs::exists(indexOf(project), ignored)) {
        try {
            return {std::make_unique<Connection>(project, Connection::Way::Beside), std::nullopt};
        } catch (const SqlError& error) {
            if (!error.isOfMedium()) // they cannot be used as they are
                throw;
        }
    }
    const FileState state = fileState(project);
    if (state.log.bytes > 0)
        return connectToCopy(project, {});
    return {std::make_unique<Connection>(project, Connection::Way::Alone), state};
}

} // namespace stepmark::storage
