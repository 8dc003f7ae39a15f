// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sql_error.h"

#include "model/files/write_error.h"
#include "storage/permission.h"

#include <optional>

namespace stepmark::storage {

namespace {

/// "the table problem is missing" for SQLite's "no such table: main.problem"; nullopt where it said something else.
std::optional<std::string> whatIsMissing(const std::string& said) {
    for (const char* kind : {"table", "column"}) {
        const std::string begin = std::string("no such ") + kind + ": ";
        const auto place = said.find(begin);
        if (place == std::string::npos)
            continue;
        std::string name = said.substr(place + begin.size());
        name = name.substr(0, name.find(' ')); // Qt's driver adds words of its own
        return std::string("the ") + kind + " " + name.substr(name.rfind('.') + 1) + " is missing";
    }
    return std::nullopt;
}

std::string words(const std::filesystem::path& project, int code, const std::string& said, std::string_view sql) {
    const std::string name = "\"" + files::askedPath(project).string() + "\"";
    switch (code) {
    case 1: // SQLITE_ERROR
        if (const auto missing = whatIsMissing(said))
            return damaged(project, *missing);
        break;
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return "The project " + name + " is being written by another program: wait until that is done and try again.";
    case 8: // SQLITE_READONLY
        return "The project " + name + " is open for reading only here: nothing was changed.";
    case 10: // SQLITE_IOERR
        return "Reading or writing the project " + name + " failed (" + said + "): check the disk.";
    case 11: // SQLITE_CORRUPT
        return "The project " + name + " is damaged (" + said +
               "): go back to a backup, or save what can be read with \"sqlite3 FILE .recover\".";
    case 13: // SQLITE_FULL
        return "The disk at \"" + files::diskOf(project).string() + "\" is full: the project " + name +
               " stays as it was. Make room there and try again.";
    case 14: // SQLITE_CANTOPEN
        return "The project " + name + " cannot be opened: check that its folder exists and that you may write there.";
    case 26: // SQLITE_NOTADB
        return name + " is not a Stepmark project.";
    case 7: // SQLITE_NOMEM
        return "There is no memory left for the project " + name + ": close other programs and try again.";
    default:
        break;
    }
    return "The project " + name + " refused a change (" + said + ") in: " + std::string(sql.substr(0, 200));
}

} // namespace

SqlError sqlError(const std::filesystem::path& project, const QSqlError& error, std::string_view sql) {
    const int code = error.nativeErrorCode().toInt() & 0xff; // the low byte is the primary code
    SqlError result(words(project, code, error.databaseText().toStdString(), sql), code);
    if (result.isOfMedium()) // SQLite's own words ("disk I/O error" for a full one) rarely name what is in the way
        if (const std::string why = whyOnlyReadable(project, AfterFailure::Yes); !why.empty())
            return {onlyReadable(project, why), code};
    return result;
}

} // namespace stepmark::storage
