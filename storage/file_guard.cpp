// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/file_guard.h"

#ifdef STEPMARK_HAVE_SQLITE3
#include <sqlite3.h>
#endif

namespace stepmark::storage {

namespace fs = std::filesystem;

namespace {

/// A log beside a file that is not its own would be played into that by whoever opens it next, should we be killed. So
/// it is kept under this name from the first look on, comes back with its project, and goes with the connection.
std::string asideOf(const std::string& name) { return name + "-aside"; }

void setAside(const FileId& id, const std::string& name) {
    std::error_code ignored;
    if (id != FileId{} && fileIdAt(name) == id)
        fs::rename(name, asideOf(name), ignored);
}

/// Not over what somebody else has put there.
void bringBack(const FileId& id, const std::string& name) {
    std::error_code error;
    if (id == FileId{} || fileIdAt(asideOf(name)) != id)
        return;
    fs::create_hard_link(asideOf(name), name, error);
    if (!error)
        fs::remove(asideOf(name), error);
}

} // namespace

FileGuard::FileGuard(void* handle, std::filesystem::path path)
    : m_handle(static_cast<sqlite3*>(handle))
    , m_path(std::move(path))
    , m_database(m_path.string()) {
#ifdef STEPMARK_HAVE_SQLITE3
    if (m_handle) {
        m_database = sqlite3_db_filename(m_handle, "main");
        sqlite3_wal_hook(m_handle, &FileGuard::committed, this); // also ends SQLite's own checkpoints
    }
#endif
    m_log = m_database + "-wal";
    m_memory = m_database + "-shm";
    m_database_id = fileIdAt(m_database);
    m_log_id = fileIdAt(m_log);
    m_memory_id = fileIdAt(m_memory);
}

FileGuard::~FileGuard() {
#ifdef STEPMARK_HAVE_SQLITE3
    if (!m_handle)
        return;
    const FilePlace place = look();
    std::error_code ignored;
    if (place == FilePlace::Replaced)
        for (const auto& [id, name] : {std::pair(m_log_id, m_log), std::pair(m_memory_id, m_memory)})
            if (id != FileId{} && fileIdAt(asideOf(name)) == id)
                fs::remove(asideOf(name), ignored);
    if (place != FilePlace::Ours)
        sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_wal_hook(m_handle, nullptr, nullptr);
#endif
}

bool FileGuard::databaseHasMoved() const {
    int moved = 0;
#ifdef STEPMARK_HAVE_SQLITE3
    if (m_handle)
        sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
#endif
    return moved != 0;
}

FilePlace FileGuard::look() const {
    const FileId standing = fileIdAt(m_path.string());
    if (standing == FileId{})
        return FilePlace::Gone;
    if (databaseHasMoved() || standing != m_database_id) {
        takeLogAway();
        return FilePlace::Replaced;
    }
    // By our own notes: SQLITE_FCNTL_HAS_MOVED says "no" of every log (SQLite's VFS keeps no inode of a file that it
    // never locks). A log or memory that was not there when we opened is none of ours (a read-only medium).
    const auto taken = [](const FileId& noted, const std::string& name) {
        return noted != FileId{} && fileIdAt(name) != noted;
    };
    const auto log_taken = [&] { return taken(m_log_id, m_log) || taken(m_memory_id, m_memory); };
    if (!log_taken())
        return FilePlace::Ours;
    bringBack(m_log_id, m_log); // the project is back: another file had stood here
    bringBack(m_memory_id, m_memory);
    return log_taken() ? FilePlace::LogTaken : FilePlace::Ours;
}

void FileGuard::takeLogAway() const {
    if (!databaseHasMoved())
        return;
    setAside(m_log_id, m_log);
    setAside(m_memory_id, m_memory);
}

Error FileGuard::error(FilePlace place) const {
    const std::string name = "\"" + m_path.string() + "\"";
    switch (place) {
    case FilePlace::LogTaken:
        return Error("The log of the project " + name +
                     " was taken away while it was open; nothing more is written into it: open the project again.");
    case FilePlace::Gone:
        return Error("The project " + name +
                     " was moved or deleted while it was open; nothing more is written into it: put it back, or save "
                     "it as it is to another place.");
    default:
        return Error("Another file stands at " + name +
                     " than the project that was opened there; nothing more is written: open what is there now, or "
                     "save the project as it is to another place.");
    }
}

int FileGuard::committed([[maybe_unused]] void* self, [[maybe_unused]] sqlite3* handle,
                         [[maybe_unused]] const char* name, [[maybe_unused]] int pages_in_log) {
#ifdef STEPMARK_HAVE_SQLITE3
    if (static_cast<FileGuard*>(self)->look() != FilePlace::Ours)
        return SQLITE_READONLY_DBMOVED; // the statement fails, and its caller asks why
    if (pages_in_log >= kCheckpointPages)
        sqlite3_wal_checkpoint_v2(handle, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
#endif
    return 0;
}

} // namespace stepmark::storage
