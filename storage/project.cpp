// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/project.h"

#include "model/domain/error.h"
#include "model/files/never_replaced.h"
#include "model/files/output_file.h"
#include "storage/file_header.h"
#include "storage/migrations.h"
#include "storage/permission.h"
#include "storage/reading.h"
#include "storage/schema.h"
#include "storage/sql_error.h"
#include "storage/statement.h"
#include "storage/transaction.h"
#include "storage/write_ahead_log.h"

#include <QDateTime>

namespace stepmark::storage {

namespace fs = std::filesystem;

namespace {

static_assert(kApplicationId == files::kProjectId);

// Looks at the file before SQLite does.
void requireProjectFile(const fs::path& path) {
    const std::string name = "\"" + path.string() + "\"";
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        throw Error("There is no project " + name + ": check the name, or make a new project.");
    if (!fs::is_regular_file(path, ignored))
        throw Error(name + " is no file, so that it cannot be a project.");
    const auto header = readHeader(path);
    if (!header)
        return; // it is open here: it was looked at then
    if (!header->readable)
        throw Error("The project " + name + " cannot be read: check its permissions.");
    if (!header->is_sqlite)
        throw Error(name + " is not a Stepmark project. To use a data file, make a project and import the file.");
    if (header->application_id != kApplicationId)
        throw Error(name + " is an SQLite database of another program, not a Stepmark project.");
}

int requireKnownVersion(Connection& connection) {
    const auto version = connection.pragma("user_version");
    if (version > newestSchemaVersion())
        throw Error("The project \"" + connection.path().string() + "\" was written by a newer Stepmark (schema " +
                    std::to_string(version) + ", this program knows " + std::to_string(newestSchemaVersion()) +
                    "): install that version.");
    if (version < 1)
        throw Error("The project \"" + connection.path().string() +
                    "\" is damaged (it has no schema): go back to a backup.");
    return static_cast<int>(version);
}

/// Refuses what no Stepmark made, before any statement that writes; returns its version.
int requireOwn(Connection& connection) {
    const Snapshot one_view(connection); // another process may be bringing it up to date
    const int version = requireKnownVersion(connection);
    requireOwnSchema(connection, version);
    return version;
}

void bringUpToDate(Connection& connection) {
    requireOwn(connection);
    migrate(connection, migrations(), newestSchemaVersion());
}

void requireWritable(const fs::path& path, AfterFailure after) {
    if (std::string why = whyOnlyReadable(path, after); !why.empty())
        throw OnlyReadable(path, std::move(why));
}

} // namespace

int newestSchemaVersion() { return static_cast<int>(migrations().size()); }

std::string nowUtc() { return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString(); }

Project::Project(std::unique_ptr<Connection> connection)
    : m_connection(std::move(connection)) {}
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(Project&&) noexcept = default;
Project::~Project() = default;

Project Project::create(const fs::path& path, const std::string& title) {
    files::OutputFile file(path, {.replace = false});
    if (file.isStream())
        throw Error("\"" + path.string() + "\" is no file, so that it cannot be a project: choose another name.");
    requireNoLog(path);
    {
        Project project(std::make_unique<Connection>(file.part()));
        project.m_connection->execute("PRAGMA application_id=" + std::to_string(kApplicationId));
        migrate(*project.m_connection, migrations(), newestSchemaVersion());
        project.setSetting("created_at", nowUtc());
        project.setTitle(title.empty() ? path.stem().string() : title);
        project.m_connection->execute("PRAGMA journal_mode=WAL"); // last: the log stays empty, and goes with the part
    }
    if (fs::exists(fs::path(file.part()) += "-journal")) // SQLite does not fail where it could not switch
        throw Error("\"" + path.string() + "\" could not be written to its end: make room on its disk and try again.");
    file.commit();
    try {
        return open(path);
    } catch (...) {
        removeWithLog(path); // or the next try would find that it exists
        throw;
    }
}

Project Project::open(const fs::path& path, Access access) {
    requireProjectFile(path);
    try {
        Project project = openForWriting(path);
        if (access == Access::Read) {
            project.m_connection->execute("PRAGMA query_only=ON");
            project.m_read_only = true;
        }
        return project;
    } catch (const OnlyReadable& refused) {
        if (access == Access::Write)
            throw;
        Project project = openForReading(path);
        project.m_why_read_only = refused.why();
        return project;
    }
}

Project Project::openForWriting(const fs::path& path) {
    requireWritable(path, AfterFailure::No);
    try {
        Project project(std::make_unique<Connection>(path));
        requireOwn(*project.m_connection);
        project.m_connection->execute("PRAGMA journal_mode=WAL");
        project.m_connection->guardFile();
        shareCompanions(path);
        migrate(*project.m_connection, migrations(), newestSchemaVersion());
        return project;
    } catch (const SqlError& error) {
        if (error.isOfMedium())
            requireWritable(path, AfterFailure::Yes);
        throw;
    }
}

Project Project::openForReading(const fs::path& path) {
    Reader reader = connectForReading(path);
    if (requireOwn(*reader.connection) < newestSchemaVersion())
        reader = connectToCopy(path, bringUpToDate);
    Project project(std::move(reader.connection));
    if (reader.state)
        project.m_state = std::make_unique<const FileState>(*reader.state);
    project.m_read_only = true;
    return project;
}

bool Project::changedWhileRead() const { return m_state && *m_state != fileState(path()); }

void Project::requireUnchanged() const {
    if (changedWhileRead())
        throw Error("The project \"" + path().string() + "\" was written while it was read: try again.");
}

const fs::path& Project::path() const { return m_connection->path(); }
int Project::schemaVersion() const { return static_cast<int>(m_connection->pragma("user_version")); }

std::string Project::title() const { return setting("title").value_or(path().stem().string()); }
void Project::setTitle(const std::string& title) { setSetting("title", title); }

std::optional<std::string> Project::setting(const std::string& name) const {
    Statement statement(*m_connection, "SELECT value FROM setting WHERE name = ?");
    if (!statement.run(name).next())
        return std::nullopt;
    return statement.text(0);
}

void Project::setSetting(const std::string& name, const std::string& value) {
    Statement(*m_connection,
              "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .run(name, value);
}

} // namespace stepmark::storage
