// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sql_error.h"

#include "model/files/write_error.h"

namespace stepmark::storage {

Error sqlError(const std::filesystem::path& project, const QSqlError& error, std::string_view sql) {
    const std::string name = "\"" + files::askedPath(project).string() + "\"";
    const std::string said = error.databaseText().toStdString();
    switch (error.nativeErrorCode().toInt() &
            0xff) { // the low byte is the primary code of https://sqlite.org/rescode.html
    case 5:         // SQLITE_BUSY
    case 6:         // SQLITE_LOCKED
        return Error("The project " + name +
                     " is being written by another program: wait until that is done and try again.");
    case 8: // SQLITE_READONLY
        return Error("The project " + name +
                     " cannot be written: check the permissions of the file and of its folder.");
    case 10: // SQLITE_IOERR
        return Error("Reading or writing the project " + name + " failed (" + said + "): check the disk.");
    case 11: // SQLITE_CORRUPT
        return Error("The project " + name + " is damaged (" + said +
                     "): go back to a backup, or save what can be read with \"sqlite3 FILE .recover\".");
    case 13: // SQLITE_FULL
        return Error("The disk at \"" + files::diskOf(project).string() + "\" is full: the project " + name +
                     " stays as it was. Make room there and try again.");
    case 14: // SQLITE_CANTOPEN
        return Error("The project " + name +
                     " cannot be opened: check that its folder exists and that you may write there.");
    case 26: // SQLITE_NOTADB
        return Error(name + " is not a Stepmark project.");
    default:
        return Error("The project " + name + " refused a change (" + said + ") in: " + std::string(sql.substr(0, 200)));
    }
}

} // namespace stepmark::storage
