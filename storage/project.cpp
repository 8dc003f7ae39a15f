// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/project.h"

#include "model/domain/error.h"
#include "model/files/never_replaced.h"
#include "model/files/open_databases.h"
#include "model/files/output_file.h"
#include "storage/migrations.h"
#include "storage/statement.h"
#include "storage/write_ahead_log.h"

#include <QDateTime>

#include <array>
#include <cstring>
#include <fstream>

namespace stepmark::storage {

namespace fs = std::filesystem;

namespace {

static_assert(kApplicationId == files::kProjectId);

// Looks at the file before SQLite does: its header (https://sqlite.org/fileformat.html section 1.3) says what it is.
void requireProjectFile(const fs::path& path) {
    const std::string name = "\"" + path.string() + "\"";
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        throw Error("There is no project " + name + ": check the name, or make a new project.");
    if (!fs::is_regular_file(path, ignored))
        throw Error(name + " is no file, so that it cannot be a project.");
    std::array<unsigned char, 100> header{};
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw Error("The project " + name + " cannot be read: check its permissions.");
    file.read(reinterpret_cast<char*>(header.data()), header.size());
    const std::uint32_t id = std::uint32_t(header[68]) << 24 | std::uint32_t(header[69]) << 16 |
                             std::uint32_t(header[70]) << 8 | std::uint32_t(header[71]);
    if (file.gcount() != 100 || std::memcmp(header.data(), "SQLite format 3", 16) != 0)
        throw Error(name + " is not a Stepmark project. To use a data file, make a project and import the file.");
    if (id != kApplicationId)
        throw Error(name + " is an SQLite database of another program, not a Stepmark project.");
}

void requireKnownVersion(Connection& connection) {
    const auto version = connection.pragma("user_version");
    if (version > newestSchemaVersion())
        throw Error("The project \"" + connection.path().string() + "\" was written by a newer Stepmark (schema " +
                    std::to_string(version) + ", this program knows " + std::to_string(newestSchemaVersion()) +
                    "): install that version.");
    if (version < 1)
        throw Error("The project \"" + connection.path().string() +
                    "\" is damaged (it has no schema): go back to a backup.");
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
    }
    file.commit();
    return open(path);
}

Project Project::open(const fs::path& path) {
    std::unique_ptr<Connection> connection;
    {
        const auto lock = files::OpenDatabases::looking();
        if (!Connection::isOpenHere(path))
            requireProjectFile(path);
        connection = std::make_unique<Connection>(path);
    }
    Project project(std::move(connection));
    requireKnownVersion(*project.m_connection);
    project.m_connection->execute("PRAGMA journal_mode=WAL");
    project.m_connection->guardFile();
    migrate(*project.m_connection, migrations(), newestSchemaVersion());
    return project;
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
