// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/schema.h"

#include "model/domain/error.h"
#include "storage/migrations.h"
#include "storage/permission.h"
#include "storage/statement.h"

#include <algorithm>
#include <memory>
#include <mutex>

namespace stepmark::storage {

namespace {

/// SQLite's releases differ in the blanks and quotes that a renamed table leaves in the text of what mentions it.
std::string bare(const std::string& sql) {
    std::string text;
    std::copy_if(sql.begin(), sql.end(), std::back_inserter(text),
                 [](char c) { return c != '"' && c != ' ' && c != '\n' && c != '\t' && c != '\r'; });
    return text;
}

bool isPlainTable(const std::string& sql) { return sql.starts_with("CREATETABLE"); } // and no virtual one

/// What is wrong with an object of ours, "" for nothing.
std::string lack(const Schema::Key& key, const Schema::Object& own, const Schema& found) {
    const std::string name = "the " + key.first + " " + key.second;
    const auto place = found.objects.find(key);
    if (place == found.objects.end() || (key.first == "table" && !isPlainTable(place->second.sql)))
        return name + " is missing";
    const Schema::Object& object = place->second;
    for (const std::string& column : own.columns)
        if (std::find(object.columns.begin(), object.columns.end(), column) == object.columns.end())
            return name + " lacks its column " + column;
    if ((key.first == "trigger" || key.first == "view") && object.sql != own.sql)
        return name + " has been changed";
    return {};
}

} // namespace

Schema schemaOf(Connection& connection) {
    Schema schema;
    Statement objects(connection, "SELECT type, name, COALESCE(sql, '') FROM sqlite_schema "
                                  "WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'");
    objects.run();
    while (objects.next())
        schema.objects[{objects.text(0), objects.text(1)}].sql = bare(objects.text(2));
    Statement columns(connection, "SELECT name FROM pragma_table_xinfo(?) ORDER BY cid");
    for (auto& [key, object] : schema.objects) {
        if (key.first != "table" || !isPlainTable(object.sql))
            continue;
        columns.run(key.second);
        while (columns.next())
            object.columns.push_back(columns.text(0));
    }
    return schema;
}

const Schema& ownSchema(int version, const std::filesystem::path& project) {
    static std::mutex mutex;
    static std::map<int, std::unique_ptr<const Schema>> known;
    const std::lock_guard lock(mutex);
    auto& schema = known[version];
    if (!schema) {
        Connection fresh(project, Connection::Way::Write, ":memory:");
        migrate(fresh, migrations(), version);
        schema = std::make_unique<const Schema>(schemaOf(fresh));
    }
    return *schema;
}

void requireOwnSchema(Connection& connection, int version) {
    const Schema& own = ownSchema(version, connection.path());
    const Schema found = schemaOf(connection);
    for (const char* kind : {"table", "trigger", "index", "view"}) // what is missing takes along what depends on it
        for (const auto& [key, object] : own.objects)
            if (const std::string what = key.first == kind ? lack(key, object, found) : ""; !what.empty())
                throw Error(damaged(connection.path(), what));
    for (const auto& [key, object] : found.objects)
        if ((key.first == "trigger" || key.first == "view") && !own.objects.contains(key))
            throw Error(damaged(connection.path(),
                                "it holds the " + key.first + " " + key.second + ", which Stepmark did not put there"));
}

} // namespace stepmark::storage
