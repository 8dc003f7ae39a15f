// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace stepmark::storage {

class Connection;
struct FileState;

/// Marks an SQLite file as a Stepmark project (PRAGMA application_id): "Stpm".
inline constexpr std::int64_t kApplicationId = 0x5374706d;

/// The newest schema this program knows (PRAGMA user_version).
int newestSchemaVersion();

/// Now, ISO 8601 in UTC with milliseconds: "2026-11-23T12:00:00.000Z".
std::string nowUtc();

/// A project file, open. Holds one database connection; needs a QCoreApplication only if Qt's SQL plugin has to be
/// found beside the program. Thread rule: belongs to the thread that made it, together with every store made from it;
/// each thread and each process opens its own. Stores must be gone before the Project is. Every call may throw
/// stepmark::Error.
class Project {
public:
    /// Makes a new project. Error if a file of that name exists.
    static Project create(const std::filesystem::path& path, const std::string& title = {});
    enum class Access {
        Write,
        Read,       ///< refuses changes (temporary tables too, where it could write), and leaves nothing beside a
                    ///< project that this user may not write
        WriteOrRead ///< reads where it cannot write
    };
    /// Opens a project and brings its schema up to date (where it may not be written: that of a copy). Error (saying
    /// what to do) where there is no such file, it is no project, it is damaged, its tables and triggers are not
    /// Stepmark's own, a newer Stepmark wrote it, or (OnlyReadable) it is to be written and cannot be.
    static Project open(const std::filesystem::path& path, Access access = Access::Write);

    Project(Project&&) noexcept;
    Project& operator=(Project&&) noexcept;
    Project(const Project&) = delete;
    Project& operator=(const Project&) = delete;
    ~Project();

    const std::filesystem::path& path() const;
    int schemaVersion() const;
    /// Every change is refused.
    bool isReadOnly() const { return m_read_only; }
    /// Why it could not be opened for writing; "" where it could, or nobody asked.
    const std::string& whyReadOnly() const { return m_why_read_only; }
    /// It is read without locks, and somebody has written to it since: what was read may not fit together. Open it
    /// again.
    bool changedWhileRead() const;
    /// Error where it has been: for whoever is about to hand on what was read.
    void requireUnchanged() const;

    std::string title() const;
    void setTitle(const std::string& title);
    /// Free settings that belong to the project, by name; nullopt where never set.
    std::optional<std::string> setting(const std::string& name) const;
    void setSetting(const std::string& name, const std::string& value);

    Connection& connection() const { return *m_connection; }

private:
    explicit Project(std::unique_ptr<Connection> connection);
    static Project openForWriting(const std::filesystem::path& path);
    static Project openForReading(const std::filesystem::path& path);

    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<const FileState> m_state; ///< null: SQLite's locks see to it
    bool m_read_only = false;
    std::string m_why_read_only;
};

} // namespace stepmark::storage
