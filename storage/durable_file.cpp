// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/durable_file.h"

#include "model/domain/error.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace stepmark::storage {

namespace fs = std::filesystem;

void syncToDisk(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = file >= 0 && ::fsync(file) == 0;
    const std::string reason = std::strerror(errno);
    if (file >= 0)
        ::close(file);
    if (!synced)
        throw Error("Writing \"" + path.string() + "\" to disk failed (" + reason + "): check the disk.");
}

void requireNoLog(const fs::path& database) {
    std::error_code ignored;
    for (const char* end : {"-wal", "-journal"}) {
        const fs::path log = fs::path(database) += end;
        if (fs::exists(log, ignored) && fs::file_size(log, ignored) > 0)
            throw Error("\"" + log.string() +
                        "\" belongs to a project that is open or was not closed: close it, or remove that file if its "
                        "project is gone.");
    }
}

AtomicFile::AtomicFile(const fs::path& target, bool overwrite)
    : m_target(fs::absolute(target))
    , m_overwrite(overwrite) {
    std::error_code ignored;
    if (!fs::is_directory(m_target.parent_path(), ignored))
        throw Error("The folder \"" + m_target.parent_path().string() + "\" does not exist: make it first.");
    if (fs::is_directory(m_target, ignored))
        throw Error("\"" + m_target.string() + "\" is a folder: name a file.");
    if (!overwrite && fs::exists(m_target, ignored))
        throw Error("\"" + m_target.string() + "\" exists already: choose another name or remove it first.");
    m_temporary = m_target;
    m_temporary += ".part-" + std::to_string(::getpid());
    removeTemporary();
}

AtomicFile::~AtomicFile() {
    if (!m_temporary.empty())
        removeTemporary();
}

void AtomicFile::removeTemporary() noexcept {
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm", "-journal"})
        fs::remove(fs::path(m_temporary) += end, ignored);
}

void AtomicFile::commit() {
    syncToDisk(m_temporary);
    if (m_overwrite) {
        std::error_code error;
        fs::rename(m_temporary, m_target, error);
        if (error)
            throw Error("\"" + m_target.string() + "\" cannot be written (" + error.message() + ").");
    } else if (!QFile::rename(QString::fromStdString(m_temporary.string()),
                              QString::fromStdString(m_target.string()))) {
        // QFile::rename never replaces a file, even one that has come up since the constructor looked.
        throw Error("\"" + m_target.string() + "\" cannot be written: does a file of that name exist?");
    }
    syncToDisk(m_target.parent_path());
    m_temporary.clear();
}

} // namespace stepmark::storage
