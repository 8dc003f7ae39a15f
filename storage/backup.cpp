// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup.h"

#include "model/domain/error.h"
#include "model/files/never_replaced.h"
#include "model/files/output_file.h"
#include "model/files/write_error.h"
#include "storage/connection.h"
#include "storage/interruption.h"
#include "storage/write_ahead_log.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>

#ifdef STEPMARK_HAVE_SQLITE3
#include <sqlite3.h>
#endif

namespace stepmark::storage {

namespace fs = std::filesystem;

namespace {

/// Whether it was the copy that could not be written, and why: 0, or errno. All else is about the project.
int errorOfCopy(Connection& connection, const QSqlError& error) {
    int code = error.nativeErrorCode().toInt();
    int said = 0;
#ifdef STEPMARK_HAVE_SQLITE3
    if (auto* handle = static_cast<sqlite3*>(connection.sqliteHandle())) {
        code = sqlite3_extended_errcode(handle);
        said = sqlite3_system_errno(handle);
    }
#endif
    switch (code) { // https://sqlite.org/rescode.html
    case 13:        // SQLITE_FULL
        return ENOSPC;
    case 778:  // SQLITE_IOERR_WRITE
    case 1034: // SQLITE_IOERR_FSYNC
    case 1290: // SQLITE_IOERR_DIR_FSYNC
    case 1546: // SQLITE_IOERR_TRUNCATE
    case 4106: // SQLITE_IOERR_CLOSE
        return said != 0 ? said : EIO;
    default:
        return 0;
    }
}

void copyInto(Connection& connection, const fs::path& target, const fs::path& part, const std::stop_token& stop) {
    const QString sql = QStringLiteral("VACUUM INTO ?");
    QSqlQuery query(connection.database());
    query.prepare(sql);
    query.addBindValue(QString::fromStdString(part.string()));
    if (query.exec())
        return;
    throwIfStopped(stop); // an interrupted statement is what we asked for
    if (const int code = errorOfCopy(connection, query.lastError()))
        files::throwWriteError(target, code, part);
    throw connection.failure(query.lastError(), sql.toStdString());
}

/// When the project was made, which every copy of it says, too. Leaves no file beside it: nobody writes there.
QString madeAt(const fs::path& copy) {
    QUrl file = QUrl::fromLocalFile(QString::fromStdString(fs::absolute(copy).string()));
    file.setQuery(QStringLiteral("immutable=1"));
    const QString name = QStringLiteral("stepmark-copy-%1").arg(reinterpret_cast<quintptr>(&file));
    QString made;
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(QString::fromUtf8(file.toEncoded()));
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_OPEN_READONLY"));
        if (database.open()) {
            QSqlQuery query(QStringLiteral("SELECT value FROM setting WHERE name = 'created_at'"), database);
            made = query.next() ? query.value(0).toString() : QString();
        }
    }
    QSqlDatabase::removeDatabase(name);
    return made;
}

/// Only a copy of this very project is replaced by the next one.
void requireOwnCopy(const Project& project, const fs::path& target) {
    std::error_code ignored;
    if (!fs::is_regular_file(target, ignored) || !files::isProject(target))
        return;
    if (madeAt(target).toStdString() != project.setting("created_at").value_or(""))
        throw Error("\"" + target.string() + "\" is another project, no copy of this one: choose another name.");
}

/// "Query only" is said of all that a connection writes, a copy included.
class CopyAllowed {
public:
    explicit CopyAllowed(Connection& connection)
        : m_connection(connection)
        , m_query_only(connection.pragma("query_only") != 0) {
        m_connection.execute("PRAGMA query_only=OFF");
    }
    ~CopyAllowed() {
        if (m_query_only)
            QSqlQuery(m_connection.database()).exec(QStringLiteral("PRAGMA query_only=ON"));
    }
    CopyAllowed(const CopyAllowed&) = delete;
    CopyAllowed& operator=(const CopyAllowed&) = delete;

private:
    Connection& m_connection;
    bool m_query_only;
};

} // namespace

std::int64_t backup(Project& project, const fs::path& target, bool overwrite, const ProgressSink& progress,
                    std::stop_token stop) {
    files::OutputFile file(target, {.replace = overwrite, .over_project = true, .stop = stop});
    requireNoLog(target);
    requireOwnCopy(project, target);
    throwIfStopped(stop);
    Connection& connection = project.connection();
    const std::int64_t total = connection.pragma("page_count") * connection.pragma("page_size");
    ProgressThrottle throttle(progress ? progress : [](const Progress&) {});
    const auto report = [&](std::int64_t done) {
        throttle.report({.stage = Stage::Copying, .done = done, .total = total, .unit = Unit::Bytes});
    };
    {
        const Interruption watch(connection, [&] {
            std::error_code error;
            const auto size = fs::file_size(file.part(), error);
            report(error ? 0 : static_cast<std::int64_t>(size));
            return !stop.stop_requested();
        });
        const CopyAllowed allowed(connection);
        copyInto(connection, target, file.part(), stop);
    }
    throwIfStopped(stop);
    project.requireUnchanged();
    const auto size = static_cast<std::int64_t>(fs::file_size(file.part()));
    file.commit();
    report(total);
    return size;
}

} // namespace stepmark::storage
