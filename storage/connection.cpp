// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/connection.h"

#include "model/domain/error.h"
#include "model/files/open_databases.h"
#include "storage/file_locks.h"
#include "storage/sql_error.h"
#include "storage/statement.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>

#include <atomic>
#include <cstring>
#include <thread>
#ifdef STEPMARK_HAVE_SQLITE3
#include <sqlite3.h>
#endif

namespace stepmark::storage {

namespace fs = std::filesystem;

namespace {

QString freshName() {
    static std::atomic<int> counter{0};
    return QStringLiteral("stepmark-%1").arg(++counter);
}

// Qt's driver uses the very library that we are linked to. A Qt with an SQLite of its own inside: its handles are not
// ours to touch.
bool isOurLibrary() {
    bool ours = false;
#ifdef STEPMARK_HAVE_SQLITE3
    const QString name = freshName();
    {
        QSqlDatabase probe = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        probe.setDatabaseName(QStringLiteral(":memory:"));
        if (probe.open()) {
            const QVariant handle = probe.driver()->handle();
            QSqlQuery query(QStringLiteral("SELECT sqlite_source_id()"), probe);
            ours = handle.isValid() && std::strcmp(handle.typeName(), "sqlite3*") == 0 && query.next() &&
                   query.value(0).toString() == QLatin1String(sqlite3_sourceid());
        }
    }
    QSqlDatabase::removeDatabase(name);
#endif
    return ours;
}

// Once, and before any file is opened.
bool canReachIntoSqlite() {
    static const bool can = [] {
        const bool ours = isOurLibrary();
        if (ours)
            keepLocksWhenOthersClose();
        return ours;
    }();
    return can;
}

// Defensive mode: no SQL statement can corrupt the file on purpose (writable_schema, shadow tables).
void makeDefensive([[maybe_unused]] void* handle) {
#ifdef STEPMARK_HAVE_SQLITE3
    if (handle)
        sqlite3_db_config(static_cast<sqlite3*>(handle), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
#endif
}

constexpr std::chrono::seconds kLongestWait{15};

// SQLite's own way of waiting sleeps up to 100 ms at a time, and would miss the pauses that long writers leave (see
// WriteBatch) again and again. `since`: a time_point of the connection's.
[[maybe_unused]] int waitForLock(void* since, int tries) {
    using Clock = std::chrono::steady_clock;
    auto& begin = *static_cast<Clock::time_point*>(since);
    if (tries == 0)
        begin = Clock::now();
    else if (Clock::now() - begin >= kLongestWait)
        return 0;
    std::this_thread::sleep_for(std::chrono::milliseconds(tries < 1000 ? 1 : 10));
    return 1;
}

} // namespace

Connection::Connection(const fs::path& path, Way way, const fs::path& file)
    : m_path(path == ":memory:" ? path : fs::absolute(path)) {
    const fs::path opened = file.empty() ? m_path : file;
    {
        const auto lock = files::OpenDatabases::looking();
        m_file = files::OpenDatabases::add(opened); // before it is open: see whileClosedHere
    }
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), freshName());
    try {
        open(way, opened);
        if (m_file == FileId{}) { // it has come into being
            files::OpenDatabases::remove(m_file);
            m_file = files::OpenDatabases::add(opened);
        }
    } catch (...) {
        close();
        throw;
    }
}

Connection::~Connection() { close(); }

void Connection::open(Way way, const fs::path& file) {
    if (!m_database.isValid())
        throw Error("Qt's SQLite driver is missing: install the package libqt6sql6-sqlite.");
    canReachIntoSqlite();
    QString name = QString::fromStdString(file.string());
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=15000");
    if (way != Way::Write)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    if (way == Way::Alone) {
        options += QStringLiteral(";QSQLITE_OPEN_URI");
        name = QStringLiteral("file:%1?immutable=1").arg(QString::fromLatin1(QUrl::toPercentEncoding(name, "/")));
    }
    m_database.setDatabaseName(name);
    m_database.setConnectOptions(options);
    if (!m_database.open())
        throw sqlError(m_path, m_database.lastError(), "open");
    makeDefensive(sqliteHandle());
#ifdef STEPMARK_HAVE_SQLITE3
    if (void* handle = sqliteHandle())
        sqlite3_busy_handler(static_cast<sqlite3*>(handle), waitForLock, &m_waiting_since);
#endif
    for (const char* pragma : {"PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON", "PRAGMA foreign_keys=ON",
                               "PRAGMA synchronous=FULL", "PRAGMA cache_size=-65536", "PRAGMA temp_store=MEMORY"})
        execute(pragma);
}

void Connection::close() noexcept {
    const QString name = m_database.connectionName();
    m_guard.reset();
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
    files::OpenDatabases::remove(m_file);
}

bool Connection::isOpenHere(const fs::path& path) { return files::OpenDatabases::contains(fileIdAt(path.string())); }

bool Connection::whileClosedHere(const fs::path& path, const std::function<void()>& look) {
    const auto lock = files::OpenDatabases::looking();
    if (isOpenHere(path))
        return false;
    look();
    return true;
}

void Connection::execute(std::string_view sql) {
    QSqlQuery query(m_database);
    if (!query.exec(QString::fromUtf8(sql.data(), static_cast<qsizetype>(sql.size()))))
        throw failure(query.lastError(), sql);
}

SqlError Connection::failure(const QSqlError& error, std::string_view sql) const {
    const FilePlace standing = place();
    return standing == FilePlace::Ours ? sqlError(m_path, error, sql) : SqlError(m_guard->error(standing).what(), 0);
}

void Connection::guardFile() {
    pragma("schema_version"); // a first read opens the log
    m_guard = std::make_unique<FileGuard>(sqliteHandle(), m_path);
}

void Connection::takeLogAway() const {
    if (m_guard)
        m_guard->takeLogAway();
}

FilePlace Connection::place() const { return m_guard ? m_guard->look() : FilePlace::Ours; }

std::int64_t Connection::pragma(std::string_view name) {
    Statement statement(*this, "PRAGMA " + std::string(name));
    statement.run();
    const std::int64_t value = statement.next() ? statement.integer(0) : 0;
    statement.finish();
    return value;
}

void* Connection::sqliteHandle() const {
#ifdef STEPMARK_HAVE_SQLITE3
    return canReachIntoSqlite() ? *static_cast<sqlite3* const*>(m_database.driver()->handle().constData()) : nullptr;
#else
    return nullptr;
#endif
}

void Connection::begin(Lock lock) {
    if (m_depth == 0) {
        if (const FilePlace standing = place(); lock == Lock::Write && standing != FilePlace::Ours)
            throw m_guard->error(standing);
        execute(lock == Lock::Write ? "BEGIN IMMEDIATE" : "BEGIN");
        m_doomed = false;
    }
    ++m_depth;
}

void Connection::commit() {
    if (m_depth == 1) {
        if (m_doomed)
            throw Error("Nothing was saved: a part of the change had failed.");
        execute("COMMIT");
    }
    --m_depth;
}

void Connection::rollback() noexcept {
    m_doomed = true;
    if (--m_depth > 0)
        return;
    // SQLite may have rolled back by itself (full disk): then this fails, and nothing is lost.
    QSqlQuery(m_database).exec(QStringLiteral("ROLLBACK"));
}

} // namespace stepmark::storage
