// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/migrations.h"

#include "model/domain/error.h"

#include <QDir>
#include <QFile>

// The resources of a static library must be asked for by name, outside of any namespace.
static void initResources() { Q_INIT_RESOURCE(stepmark_sql); }

namespace stepmark::storage {

namespace {

std::vector<Migration> readAll() {
    initResources();
    std::vector<Migration> all;
    const QDir folder(QStringLiteral(":/stepmark/sql"));
    for (const QString& name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            throw Error("This build of Stepmark lacks its migration " + name.toStdString() + ": install it again.");
        all.push_back({name.left(4).toInt(), name.toStdString(), file.readAll().toStdString()});
        if (all.back().number != static_cast<int>(all.size()))
            throw Error("This build of Stepmark has migrations with a gap before " + name.toStdString() +
                        ": install it again.");
    }
    return all;
}

// Triggers hold semicolons, so that a statement ends where a blank line follows one.
std::vector<std::string> statementsOf(const std::string& sql) {
    std::vector<std::string> statements;
    std::size_t begin = 0;
    while (begin < sql.size()) {
        std::size_t end = sql.find(";\n\n", begin);
        end = end == std::string::npos ? sql.size() : end + 1;
        std::string statement = sql.substr(begin, end - begin);
        if (statement.find(';') != std::string::npos) // else only blanks and comments
            statements.push_back(std::move(statement));
        begin = end;
    }
    return statements;
}

} // namespace

const std::vector<Migration>& migrations() {
    static const std::vector<Migration> all = readAll();
    return all;
}

void migrate(Connection& connection, const std::vector<Migration>& all, int last) {
    if (connection.pragma("user_version") >= last)
        return;
    connection.begin();
    try {
        const auto version = connection.pragma("user_version"); // another process may have been faster
        for (const Migration& migration : all) {
            if (migration.number <= version || migration.number > last)
                continue;
            for (const std::string& statement : statementsOf(migration.sql))
                connection.execute(statement);
            connection.execute("PRAGMA user_version=" + std::to_string(migration.number));
        }
        connection.commit();
    } catch (...) {
        connection.rollback();
        throw;
    }
}

} // namespace stepmark::storage
